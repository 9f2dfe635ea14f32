import { parentPort } from 'node:worker_threads';
import type { DecodeLimits } from './decode.ts';
import { look } from './look.ts';

/** What `createLookers` starts: one file after the other. */
parentPort?.on(
  'message',
  async ({ bytes, limits }: { readonly bytes: Uint8Array; readonly limits: DecodeLimits }) => {
    parentPort?.postMessage(await look(bytes, limits));
  },
);

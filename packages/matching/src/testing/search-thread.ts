import { parentPort, workerData } from 'node:worker_threads';
import { attachIndex, type SharedIndex } from '../lookup/shared.ts';

/** Another thread that searches: it answers each hash that it is sent with what it finds. */
const { index, reader } = workerData as { readonly index: SharedIndex; readonly reader: number };
const searcher = await attachIndex(index, reader);
parentPort?.on('message', ({ hash, radius }: { readonly hash: Uint8Array; readonly radius: number }) => {
  parentPort?.postMessage(searcher.within(hash, radius));
});
parentPort?.postMessage('ready');

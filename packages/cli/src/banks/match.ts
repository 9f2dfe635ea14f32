import { readFile } from 'node:fs/promises';
import { buildIndex, HASH_BYTES } from '@safeward/matching';
import { EXIT } from '../exit.ts';
import { asMistake, Mistake } from '../mistake.ts';
import { print, printJson } from '../terminal.ts';

interface Options {
  readonly json?: true;
  readonly base: string;
  readonly queries: string;
  readonly radius: number;
}

/** Builds an index over the one file and asks it for every hash of the other, one at a time. */
export async function matchFiles({ json, base, queries, radius }: Options): Promise<0> {
  const known = await readHashes(base);
  const asked = await readHashes(queries);
  const began = performance.now();
  const index = await buildIndex(known);
  const built = performance.now();
  let pairs = 0;
  for (let at = 0; at < asked.length; at += HASH_BYTES)
    pairs += index.count(asked.subarray(at, at + HASH_BYTES), radius);
  const seconds = (performance.now() - built) / 1000;
  const rows = asked.length / HASH_BYTES;
  const result = {
    build_s: Number(((built - began) / 1000).toFixed(3)),
    queries_per_s: rows === 0 ? 0 : Number((rows / seconds).toFixed(1)),
    pairs,
  };
  if (json) await printJson(result);
  else
    await print(
      `${pairs} pairs within ${radius} bits: ${rows} hashes looked for among ${index.size}.\n` +
        `The index was built in ${result.build_s} s; it answered ${result.queries_per_s} hashes a second.\n`,
    );
  return EXIT.fine;
}

async function readHashes(file: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  }
  if (bytes.length % HASH_BYTES !== 0)
    throw new Mistake(
      `${file} does not hold hashes: its ${bytes.length} bytes are no multiple of ${HASH_BYTES}.`,
    );
  return bytes;
}

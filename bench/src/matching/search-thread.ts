import { parentPort, workerData } from 'node:worker_threads';
import { attachIndex, type SharedIndex } from '@safeward/matching';

/** A thread that looks for its share of the hashes in an index that another thread has built. */
const { index, reader, queries, radius } = workerData as {
  readonly index: SharedIndex;
  readonly reader: number;
  readonly queries: Uint8Array;
  readonly radius: number;
};
const searcher = await attachIndex(index, reader);
parentPort?.once('message', () => {
  let pairs = 0;
  for (let at = 0; at < queries.length; at += 32)
    pairs += searcher.count(queries.subarray(at, at + 32), radius);
  parentPort?.postMessage(pairs);
});
parentPort?.postMessage('ready');

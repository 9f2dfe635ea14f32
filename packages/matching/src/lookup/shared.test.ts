import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createChance, nearby, randomHash, someHashes } from '../testing/hashes.ts';
import { createIndex, type HashIndex } from './hash-index.ts';
import type { Match } from './part.ts';
import { attachIndex } from './shared.ts';

const threads: Worker[] = [];
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.terminate()));
});

async function startThread(index: HashIndex, reader: number) {
  const thread = new Worker(new URL('../testing/search-thread.ts', import.meta.url), {
    workerData: { index: index.share(), reader },
  });
  threads.push(thread);
  await once(thread, 'message');
  return async (hash: Uint8Array, radius = 31): Promise<readonly Match[]> => {
    thread.postMessage({ hash, radius });
    const [found] = (await once(thread, 'message')) as [readonly Match[]];
    return found;
  };
}

async function sharedIndex(): Promise<HashIndex> {
  const index = await createIndex({ shared: true, readers: 3, plan: 'tables' });
  for (const hash of someHashes(3000, true, 8)) index.add(hash);
  index.sort();
  for (const hash of someHashes(500, true, 9)) index.add(hash);
  return index;
}

describe('an index that threads share', () => {
  it('answers each of them as it answers its owner, at the same time', async () => {
    const index = await sharedIndex();
    const threads = await Promise.all([startThread(index, 1), startThread(index, 2)]);
    const below = createChance(4);
    const hashes = someHashes(3000, true, 8);
    for (let n = 0; n < 60; n++) {
      const asked = nearby(hashes[below(3000)] ?? randomHash(below), below(40), below);
      const answers = await Promise.all(threads.map((ask) => ask(asked)));
      expect(answers).toEqual([index.within(asked), index.within(asked)]);
    }
  });

  it('shows them what is added and removed, until its version changes', async () => {
    const index = await sharedIndex();
    const ask = await startThread(index, 1);
    const { version } = index.share();
    const hash = randomHash(createChance(77));
    expect(await ask(hash)).toEqual([]);
    const id = index.add(hash);
    expect(await ask(hash)).toEqual([{ id, distance: 0 }]);
    index.remove(id);
    expect(await ask(hash)).toEqual([]);
    const old = index.get(5) ?? hash;
    expect(await ask(old, 0)).toEqual([{ id: 5, distance: 0 }]);
    index.remove(5);
    expect(await ask(old, 0)).toEqual([]);
    expect(index.share().version).toBe(version);
    index.sort();
    expect(index.share().version).toBeGreaterThan(version);
  });

  it('is refused where it was not made for that', async () => {
    const own = await createIndex({ readers: 2 });
    await expect(attachIndex(own.share(), 1)).rejects.toThrow(/not made to be shared/);
    const shared = await createIndex({ shared: true, readers: 2 });
    for (const reader of [0, 2, -1, 1.5])
      await expect(attachIndex(shared.share(), reader)).rejects.toThrow(/none of the others/);
  });
});

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { someHashes } from '../testing/hashes.ts';
import { createIndex, type HashIndex } from './hash-index.ts';
import { loadIndex, type ReadInto } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'safeward-snapshot-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function save(index: HashIndex): Buffer {
  return Buffer.concat([...index.snapshot()]);
}

function from(bytes: Uint8Array): ReadInto {
  let at = 0;
  return (into) => {
    if (at + into.length > bytes.length) return false;
    into.set(bytes.subarray(at, at + into.length));
    at += into.length;
    return true;
  };
}

async function someIndex(): Promise<HashIndex> {
  const index = await createIndex({ plan: 'tables' });
  for (const hash of someHashes(900, true, 2)) index.add(hash);
  index.sort();
  for (const hash of someHashes(100, true, 3)) index.add(hash);
  index.remove(7);
  index.remove(950);
  return index;
}

describe('an index from a file', () => {
  it('finds what the one did that was saved, and goes on from there', async () => {
    const index = await someIndex();
    const path = join(folder, 'index');
    const written = openSync(path, 'w');
    for (const piece of index.snapshot()) writeSync(written, piece);
    closeSync(written);

    const file = openSync(path, 'r');
    const loaded = await loadIndex((into) => readSync(file, into) === into.length, {
      plan: 'tables',
      shared: true,
    });
    closeSync(file);
    if (!loaded.ok) throw new Error(loaded.fault);
    expect([loaded.index.size, loaded.index.unsorted]).toEqual([998, 0]);
    for (const hash of [...someHashes(900, true, 2), ...someHashes(100, true, 3)])
      expect(loaded.index.within(hash)).toEqual(index.within(hash));
    expect([loaded.index.get(7), loaded.index.add(new Uint8Array(32))]).toEqual([null, 1000]);
    expect(loaded.index.remove(8)).toBe(true);
  });

  it('may have nothing in it', async () => {
    const loaded = await loadIndex(from(save(await createIndex())));
    expect(loaded.ok && [loaded.index.size, loaded.index.add(new Uint8Array(32))]).toEqual([0, 0]);
  });

  it('is refused where it is cut off, whatever the place', async () => {
    const whole = save(await someIndex());
    for (const length of [0, 3, 15])
      expect(await loadIndex(from(whole.subarray(0, length)))).toMatchObject({ fault: 'no_snapshot' });
    for (const length of [16, 27, 31, 32, 5000, whole.length - 1])
      expect(await loadIndex(from(whole.subarray(0, length)))).toMatchObject({
        fault: 'incomplete_snapshot',
      });
  });

  it('is refused where a bit has turned, wherever', async () => {
    const whole = save(await someIndex());
    for (let n = 0; n < 150; n++) {
      const at = n < 32 ? n : 32 + Math.floor(((whole.length - 32) * (n - 32)) / 118);
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (n % 8));
      expect(await loadIndex(from(damaged)), `byte ${at}`).toMatchObject({ ok: false });
    }
  });
});

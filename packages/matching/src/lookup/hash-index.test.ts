import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HASH_BITS } from '../hash/hash.ts';
import { byLookingAtAll, createChance, nearby, randomHash, someHashes } from '../testing/hashes.ts';
import { findClusters } from './clusters.ts';
import { buildIndex, createIndex, type HashIndex } from './hash-index.ts';

const LONG = process.env.SAFEWARD_LONG === '1';
const LONG_MS = LONG ? 3_600_000 : 60_000;

function inRow(hashes: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(hashes.length * 32);
  hashes.forEach((hash, at) => {
    all.set(hash, at * 32);
  });
  return all;
}

/** The same hashes, sorted; not sorted; and half of them so; by the tables also where they are few. */
const WAYS: Readonly<Record<string, (hashes: readonly Uint8Array[]) => Promise<HashIndex>>> = {
  sorted: (hashes) => buildIndex(inRow(hashes)),
  'sorted, by its tables': (hashes) => buildIndex(inRow(hashes), { plan: 'tables' }),
  unsorted: async (hashes) => {
    const index = await createIndex();
    for (const hash of hashes) index.add(hash);
    return index;
  },
  'unsorted, by its tables': async (hashes) => {
    const index = await createIndex({ plan: 'tables', shared: true, readers: 2 });
    for (const hash of hashes) index.add(hash);
    return index;
  },
  'half sorted': async (hashes) => {
    const index = await buildIndex(inRow(hashes.slice(0, hashes.length >> 1)));
    for (const hash of hashes.slice(hashes.length >> 1)) index.add(hash);
    return index;
  },
};

describe.each(Object.entries(WAYS))('an index, %s', (_, build) => {
  it.each([
    [1, false],
    [7, true],
    [900, false],
    [5000, false],
    [5000, true],
    [30_000, true],
  ])('over %i hashes, in clusters: %s, finds all that are near, at any radius', async (count, clustered) => {
    const hashes = someHashes(count, clustered, count);
    const index = await build(hashes);
    const known = new Map(hashes.map((hash, id) => [id, hash]));
    const below = createChance(1);
    for (const radius of [0, 1, 7, 15, 16, 30, 31, 32, 41, 42, 47, 48, 55, 63, 100, 256]) {
      const asked = nearby(hashes[below(count)] ?? randomHash(below), below(radius + 4), below);
      const expected = byLookingAtAll(known, asked, radius);
      expect(index.within(asked, radius)).toEqual(expected);
      expect(index.count(asked, radius)).toBe(expected.length);
    }
    expect(index.size).toBe(count);
  });

  it('finds the nearest, however far they are', async () => {
    const hashes = someHashes(3000, true, 5);
    const index = await build(hashes);
    const known = new Map(hashes.map((hash, id) => [id, hash]));
    const below = createChance(2);
    for (const k of [1, 2, 10, 500, 4000]) {
      for (const asked of [randomHash(below), nearby(hashes[k % 3000] ?? randomHash(below), 5, below)]) {
        expect(index.nearest(asked, k)).toEqual(byLookingAtAll(known, asked, HASH_BITS).slice(0, k));
        expect(index.nearest(asked, k, 20)).toEqual(byLookingAtAll(known, asked, 20).slice(0, k));
      }
    }
  });

  it('finds each of a thousand that are the same', async () => {
    const [hash = new Uint8Array(32), ...others] = someHashes(500, false, 9);
    const index = await build([...Array.from({ length: 1000 }, () => hash), ...others]);
    expect(index.within(hash, 0).map(({ id }) => id)).toEqual(Array.from({ length: 1000 }, (__, id) => id));
  });

  it('gives back what it was given, until that is removed', async () => {
    const hashes = someHashes(700, false, 3);
    const index = await build(hashes);
    expect(index.get(123)).toEqual(hashes[123]);
    expect(index.remove(123)).toBe(true);
    expect(index.remove(123)).toBe(false);
    expect(index.get(123)).toBeNull();
    expect(index.within(hashes[123] ?? new Uint8Array(32), 0)).toEqual([]);
    expect(index.remove(700)).toBe(false);
    expect(index.get(700)).toBeNull();
    expect(index.size).toBe(699);
    index.sort();
    expect([index.size, index.unsorted, index.get(123)]).toEqual([699, 0, null]);
    expect(index.get(699)).toEqual(hashes[699]);
    expect(index.add(hashes[0] ?? new Uint8Array(32))).toBe(700);
    expect(index.within(hashes[0] ?? new Uint8Array(32), 0).map(({ id }) => id)).toEqual([0, 700]);
  });
});

type Step =
  | { readonly do: 'add' | 'ask' | 'remove'; readonly seed: number; readonly radius: number }
  | { readonly do: 'sort' | 'sort a little' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      do: fc.constantFrom('add' as const, 'add' as const, 'ask' as const, 'remove' as const),
      seed: fc.nat(0xffff_ffff),
      radius: fc.oneof(fc.constant(31), fc.integer({ min: 0, max: 63 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sort' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('sort a little' as const) }) },
);

describe('an index that is changed', () => {
  it(
    'always finds what looking at all finds, also while it is being sorted',
    async () => {
      const begin = await createIndex();
      expect(begin.within(new Uint8Array(32))).toEqual([]);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('tables' as const, 'cheapest' as const),
          fc.array(step, { minLength: 20, maxLength: LONG ? 2000 : 300, size: 'max' }),
          async (plan, steps) => {
            const index = await createIndex({ plan });
            const known = new Map<number, Uint8Array>();
            let sorting: Generator<void, void> | null = null;
            for (const one of steps) {
              if ('seed' in one) {
                const below = createChance(one.seed);
                const some = known.get([...known.keys()][below(known.size)] ?? -1);
                const hash =
                  some === undefined || below(3) === 0 ? randomHash(below) : nearby(some, below(40), below);
                if (one.do === 'add') known.set(index.add(hash), hash);
                else if (one.do === 'ask')
                  expect(index.within(hash, one.radius)).toEqual(byLookingAtAll(known, hash, one.radius));
                else {
                  const id = [...known.keys()][below(known.size)] ?? 5;
                  expect(index.remove(id)).toBe(known.delete(id));
                }
              } else if (one.do === 'sort') {
                if (sorting === null) index.sort();
              } else {
                sorting ??= index.sorting();
                if (sorting.next().done) sorting = null;
              }
              expect(index.size).toBe(known.size);
            }
          },
        ),
        { numRuns: LONG ? 1500 : 12 },
      );
    },
    LONG_MS,
  );

  it('is sorted once at a time', async () => {
    const index = await createIndex();
    index.add(new Uint8Array(32));
    const sorting = index.sorting();
    sorting.next();
    expect(() => index.sort()).toThrow(RangeError);
    for (const _ of sorting);
    index.sort();
    expect(index.unsorted).toBe(0);
  });

  it('that is given up in the middle of sorting has lost nothing', async () => {
    const index = await createIndex();
    const hashes = someHashes(100, false, 1);
    for (const hash of hashes) index.add(hash);
    const sorting = index.sorting();
    sorting.next();
    sorting.return();
    index.sort();
    hashes.forEach((hash, id) => {
      expect(index.within(hash, 5)).toEqual([{ id, distance: 0 }]);
    });
  });

  it('grows beyond its first room', async () => {
    const hashes = someHashes(60_000, false, 4);
    const index = await createIndex();
    for (const hash of hashes) index.add(hash);
    expect(index.unsorted).toBe(60_000);
    for (const id of [0, 16_383, 16_384, 49_151, 49_152, 59_999])
      expect(index.within(hashes[id] ?? new Uint8Array(32), 31)).toEqual([{ id, distance: 0 }]);
  });
});

describe('what is no question', () => {
  it('is refused', async () => {
    const index = await createIndex();
    expect(() => index.within(new Uint8Array(31))).toThrow(/32 bytes/);
    expect(() => index.add(new Uint8Array(33))).toThrow(/32 bytes/);
    expect(() => index.within(new Uint8Array(32), 257)).toThrow(/radius/);
    expect(() => index.within(new Uint8Array(32), 3.5)).toThrow(/radius/);
    expect(() => index.nearest(new Uint8Array(32), 0)).toThrow(/k is/);
    await expect(buildIndex(new Uint8Array(63))).rejects.toThrow(/not so many/);
    await expect(createIndex({ readers: 0 })).rejects.toThrow(/readers/);
  });
});

describe('clusters', () => {
  it('are groups in which steps from one to the next are short', async () => {
    const below = createChance(3);
    const [a, b, alone] = [randomHash(below), randomHash(below), randomHash(below)];
    const chain = [b];
    // Each a step of six bits from the one before; the ends are far apart.
    for (let n = 0; n < 12; n++) {
      const next = (chain.at(-1) ?? b).slice();
      for (let bit = 0; bit < 6; bit++) next[n * 2] = (next[n * 2] ?? 0) ^ (1 << bit);
      chain.push(next);
    }
    const index = await buildIndex(inRow([a, ...chain, alone, a]));
    expect(findClusters(index, 6)).toEqual([chain.map((_, at) => at + 1), [0, 15]]);
    expect(findClusters(index, 0)).toEqual([[0, 15]]);
  });
});

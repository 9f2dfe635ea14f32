import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash } from '../hash.ts';
import { entryOf, logOf, rootByDefinition } from '../test-kit.ts';
import { verifyConsistency, verifyInclusion } from '../verify/index.ts';
import { nodesFrom } from './node-reader.ts';
import { proveConsistency, proveInclusion } from './prove.ts';

const ALL = 300;
const MANY = 70_000;

describe('a log that is written in steps, and read again after each', () => {
  it('has the root of the definition, wherever it stopped', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 }),
        async (ends) => {
          const steps = ends.toSorted((a, b) => a - b);
          const count = steps.at(-1) ?? 0;
          const { writer } = await logOf(count, steps);
          expect(writer.root()).toEqual(rootByDefinition(0, count));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('proofs', () => {
  it(`between all sizes up to ${ALL} verify, and between no others`, async () => {
    const { read } = await logOf(
      ALL,
      Array.from({ length: ALL }, (_, n) => n + 1),
    );
    const heads = Array.from({ length: ALL + 1 }, (_, size) => ({
      size,
      root: size === 0 ? Buffer.alloc(32) : rootByDefinition(0, size),
    }));
    let checked = 0;
    for (const later of heads.slice(1)) {
      const node = nodesFrom(read, later.size);
      for (const earlier of heads.slice(1, later.size + 1)) {
        const proof = await proveConsistency(node, earlier.size, later.size);
        const forged = { ...earlier, root: heads[(earlier.size % ALL) + 1]?.root ?? Buffer.alloc(32) };
        const held = verifyConsistency(earlier, later, proof).ok;
        const isRefused = !verifyConsistency(forged, later, proof).ok;
        if (held && isRefused) checked += 1;
      }
    }
    expect(checked).toBe((ALL * (ALL + 1)) / 2);
  });

  it('of large trees verify, and fail with any bit turned', async () => {
    const { node, writer } = await logOf(MANY);
    const head = { size: MANY, root: writer.root() };
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: MANY - 1 }),
        fc.nat(),
        fc.nat(),
        async (index, which, bit) => {
          const leaf = leafHash(entryOf(index));
          const proof = await proveInclusion(node, index, MANY);
          expect(verifyInclusion(leaf, index, head, proof).ok).toBe(true);
          const turned = proof.map((hash, n) => (n === which % proof.length ? turn(hash, bit) : hash));
          expect(verifyInclusion(leaf, index, head, turned)).toMatchObject({ fault: 'not_included' });
          expect(verifyInclusion(turn(leaf, bit), index, head, proof)).toMatchObject({
            fault: 'not_included',
          });
          const other = (index + 1 + (which % (MANY - 1))) % MANY;
          expect(verifyInclusion(leaf, other, head, proof).ok).toBe(false);
          expect(verifyInclusion(leaf, index, head, proof.slice(1)).ok).toBe(false);
          expect(verifyInclusion(leaf, index, head, [...proof, leaf]).ok).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('between large trees verify, and fail with any bit turned', async () => {
    const { read, writer } = await logOf(MANY, [12_345, 65_536]);
    const node = nodesFrom(read, MANY);
    const head = { size: MANY, root: writer.root() };
    for (const size of [1, 255, 256, 257, 12_345, 65_535, 65_536, 69_999]) {
      const earlier = { size, root: rootByDefinition(0, size) };
      const proof = await proveConsistency(node, size, MANY);
      expect(verifyConsistency(earlier, head, proof).ok).toBe(true);
      fc.assert(
        fc.property(fc.nat(), fc.nat(), (which, bit) => {
          const turned = proof.map((hash, n) => (n === which % proof.length ? turn(hash, bit) : hash));
          expect(verifyConsistency(earlier, head, turned)).toMatchObject({ fault: 'not_consistent' });
        }),
        { numRuns: 30 },
      );
    }
  });
});

function turn(hash: Buffer, bit: number): Buffer {
  const turned = Buffer.from(hash);
  const at = Math.floor(bit / 8) % turned.length;
  turned[at] = (turned[at] ?? 0) ^ (1 << (bit % 8));
  return turned;
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leafHash } from '../hash.ts';
import { entryOf, logOf } from '../test-kit.ts';
import { proveInclusion } from '../write/prove.ts';
import { verifyInclusion } from './inclusion.ts';
import { createInclusionRun } from './inclusion-run.ts';

it('says of each leaf what it is alone, in any order, whatever is wrong with it', async () => {
  for (const size of [1, 2, 3, 7, 8, 100, 257, 300]) {
    const { node, writer } = await logOf(size);
    const head = { size, root: writer.root() };
    const proofs = await Promise.all(Array.from({ length: size }, (_, n) => proveInclusion(node, n, size)));
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            index: fc.nat({ max: size - 1 }),
            wrong: fc.constantFrom('nothing', 'nothing', 'leaf', 'hash', 'place', 'short', 'long'),
            at: fc.nat({ max: 20 }),
          }),
          { maxLength: 40 },
        ),
        (asked) => {
          const run = createInclusionRun(head);
          for (const { index, wrong, at } of asked) {
            const proof = [...(proofs[index] ?? [])];
            if (wrong === 'hash' && proof.length > 0) proof[at % proof.length] = leafHash(entryOf(at));
            if (wrong === 'short') proof.pop();
            if (wrong === 'long') proof.push(leafHash(entryOf(at)));
            const leaf = leafHash(entryOf(wrong === 'leaf' ? index + 1 : index));
            const place = wrong === 'place' ? index + at : index;
            const alone = verifyInclusion(leaf, place, head, proof);
            const inRun = run(
              leaf,
              place,
              proof.map((hash) => hash.toString('base64')),
              'it',
            );
            expect([inRun.ok, inRun.ok || inRun.fault]).toEqual([alone.ok, alone.ok || alone.fault]);
          }
        },
      ),
      { numRuns: 100 },
    );
  }
});

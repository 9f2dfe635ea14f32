import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

describe('chance that can be repeated', () => {
  it('has the numbers that the documented figures were made with', () => {
    const random = createRandom(7);
    expect([random.next(), random.next(), random.next()]).toStrictEqual([
      0.011704753153026104, 0.06195825757458806, 0.97690763277933,
    ]);
  });

  it('stays within its bounds, and is the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.integer({ min: 1, max: 1000 }),
        (seed, limit) => {
          const [one, other] = [createRandom(seed), createRandom(seed)];
          for (let n = 0; n < 20; n++) {
            const value = one.next();
            expect(value).toBe(other.next());
            expect(value >= 0 && value < 1).toBe(true);
            const below = one.below(limit);
            expect(below).toBe(other.below(limit));
            expect(Number.isInteger(below) && below >= 0 && below < limit).toBe(true);
          }
        },
      ),
    );
  });

  it('weighs what it is told to weigh', () => {
    const random = createRandom(1);
    const counts = { often: 0, seldom: 0, never: 0 };
    for (let n = 0; n < 4_000; n++) counts[random.weighted({ often: 3, seldom: 1, never: 0 })]++;
    expect(counts).toStrictEqual({ often: 3026, seldom: 974, never: 0 });
  });

  it('has nothing to pick from an empty list', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBucket } from './bucket.ts';
import type { Rate } from './rate.ts';

/** Two in a second, five at once. */
const RATE: Rate = { count: 2, seconds: 1, burst: 5 };

/** When, in milliseconds; how many; what comes of it. */
type Step = readonly [
  now: number,
  count: number,
  taken: { readonly ok: boolean; readonly left: number; readonly fullIn: number; readonly enoughIn: number },
];

describe('a bucket', () => {
  it.each<[string, readonly Step[]]>([
    ['is full at first', [[0, 1, { ok: true, left: 4, fullIn: 1, enoughIn: 0 }]]],
    [
      'gives all that is in it, and nothing after',
      [
        [0, 5, { ok: true, left: 0, fullIn: 3, enoughIn: 3 }],
        [0, 1, { ok: false, left: 0, fullIn: 3, enoughIn: 1 }],
        [499, 1, { ok: false, left: 0, fullIn: 3, enoughIn: 1 }],
        [500, 1, { ok: true, left: 0, fullIn: 3, enoughIn: 1 }],
      ],
    ],
    [
      'takes nothing where there is not enough',
      [
        [0, 3, { ok: true, left: 2, fullIn: 2, enoughIn: 1 }],
        [0, 3, { ok: false, left: 2, fullIn: 2, enoughIn: 1 }],
        [0, 2, { ok: true, left: 0, fullIn: 3, enoughIn: 1 }],
      ],
    ],
    [
      'is no fuller after a long time than it was at first',
      [
        [0, 5, { ok: true, left: 0, fullIn: 3, enoughIn: 3 }],
        [1e9, 1, { ok: true, left: 4, fullIn: 1, enoughIn: 0 }],
      ],
    ],
    [
      'does not fill where the clock goes back',
      [
        [1_000, 5, { ok: true, left: 0, fullIn: 3, enoughIn: 3 }],
        [0, 1, { ok: false, left: 0, fullIn: 3, enoughIn: 1 }],
        [1_000, 1, { ok: false, left: 0, fullIn: 3, enoughIn: 1 }],
      ],
    ],
  ])('%s', (_name, steps) => {
    const bucket = createBucket(RATE, 0);
    expect(steps.map(([now, count]) => bucket.take(count, now))).toEqual(steps.map(([, , taken]) => taken));
  });

  it('says that more than it holds will never be there', () => {
    expect(createBucket(RATE, 0).take(6, 0)).toMatchObject({ ok: false, left: 5, enoughIn: null });
    expect(createBucket(RATE, 0).take(5, 0, 6)).toMatchObject({ ok: true, enoughIn: null });
  });

  it('gives what it said, when it said so, and in no span more than its burst and its rate', () => {
    const rates = fc.record({
      count: fc.integer({ min: 1, max: 1_000 }),
      seconds: fc.constantFrom(1, 60, 3_600),
      burst: fc.integer({ min: 1, max: 1_000 }),
    });
    const asks = fc.array(fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 50 })));
    fc.assert(
      fc.property(rates, asks, (rate, steps) => {
        const bucket = createBucket(rate, 0);
        let now = 0;
        let given = 0;
        for (const [after, count] of steps) {
          now += after;
          const taken = bucket.take(count, now);
          if (taken.ok) given += count;
          else if (taken.enoughIn !== null) {
            now += taken.enoughIn * 1_000;
            expect(bucket.take(count, now).ok).toBe(true);
            given += count;
          }
        }
        expect(given).toBeLessThanOrEqual(rate.burst + (rate.count * now) / (rate.seconds * 1_000) + 1e-3);
      }),
    );
  });
});

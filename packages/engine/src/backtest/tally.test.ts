import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventOf } from '../test-kit.ts';
import { type Compared, changeOf } from './change.ts';
import { addComparison, type BacktestTally, type Comparison, emptyTally, mergeTallies } from './tally.ts';

const outcome = (action: Compared['action'], ...measures: readonly string[]): Compared => ({
  action,
  ...(action === 'hold' ? { until: 'recipient' } : {}),
  reasons: measures.map((measure) => ({ measure, harm: `harm of ${measure}` })),
});

describe('what changes', () => {
  test.each([
    ['allow', 'allow', 'unchanged'],
    ['allow', 'nudge', 'stricter'],
    ['limit', 'nudge', 'milder'],
    ['nudge', 'hold', 'newly_held'],
    ['hold', 'block', 'newly_blocked'],
    ['allow', 'block', 'newly_blocked'],
    ['hold', 'allow', 'released'],
    ['block', 'limit', 'released'],
    ['block', 'hold', 'milder'],
  ] as const)('%s to %s is %s', (before, after, change) => {
    expect(changeOf(outcome(before), outcome(after))).toBe(change);
  });

  test.each([
    ['another end', { ...outcome('hold', 'a'), until: 'guardian' }],
    ['another measure', outcome('hold', 'b')],
    ['other limits', { ...outcome('hold', 'a'), limits: ['no_images' as const] }],
  ])('the same action with %s is other', (_, after) => {
    expect(changeOf(outcome('hold', 'a'), after)).toBe('other');
  });

  test('the order of measures is none', () => {
    expect(changeOf(outcome('hold', 'a', 'b'), outcome('hold', 'b', 'a'))).toBe('unchanged');
  });
});

function counted(comparisons: readonly Comparison[]): BacktestTally {
  const tally = emptyTally();
  for (const comparison of comparisons) addComparison(tally, comparison);
  return tally;
}

test('counts by what events are, what they are against, and how people ruled', () => {
  const event = (id: string, band: string) =>
    eventOf({ id, target: { id: 't', age: { band } }, audience: 'direct' });
  const tally = counted([
    { event: event('1', '13_15'), before: outcome('allow'), after: outcome('hold', 'a') },
    {
      event: event('2', '13_15'),
      before: outcome('hold', 'b'),
      after: outcome('hold', 'b', 'a'),
      resolution: { by: 'recipient', outcome: 'release' },
    },
    {
      event: event('3', 'adult'),
      before: outcome('hold', 'b'),
      after: outcome('allow'),
      resolution: { by: 'reviewer', outcome: 'refuse' },
    },
  ]);
  expect(tally).toMatchObject({
    events: 3,
    changes: { newly_held: 1, other: 1, released: 1, unchanged: 0 },
    actions: { 'allow>hold': 1, 'hold>hold': 1, 'hold>allow': 1 },
    others: { hold: 1 },
    by: {
      target_band: {
        '13_15': { newly_held: 1, other: 1, held_before: 1, held_after: 2 },
        adult: { released: 1, held_before: 1, held_after: 0 },
      },
      harm: {
        'harm of a': { newly_held: 1, other: 1, held_before: 0, held_after: 2 },
        'harm of b': { other: 1, released: 1, held_before: 2, held_after: 1 },
      },
    },
    measures: {
      a: { before: 0, after: 2, gained: 2, lost: 0, released: 1, refused: 0, reviewer_refused_after: 0 },
      b: {
        ...{ before: 2, after: 1, gained: 0, lost: 1, released: 1, refused: 0 },
        ...{ reviewer_refused_before: 1, reviewer_refused_after: 0, reviewer_released_after: 0 },
      },
    },
    groups: { 'newly_held a': 1, 'other a': 1, 'released b': 1 },
    resolved: { 'recipient release': { held: 1, notHeld: 0 }, 'reviewer refuse': { held: 0, notHeld: 1 } },
  });
  expect(Object.keys(tally.samples).toSorted()).toEqual(['newly_held a', 'other a', 'released b']);
});

const action = fc.constantFrom('allow' as const, 'nudge' as const, 'hold' as const, 'block' as const);
const compared = fc
  .tuple(action, fc.subarray(['a', 'b', 'c']))
  .map(([act, measures]) => outcome(act, ...measures));
const comparisons = fc.array(
  fc.record({
    event: fc
      .tuple(fc.uuid(), fc.constantFrom('13_15', 'adult'))
      .map(([id, band]) => eventOf({ id, actor: { id: 'a', age: { band } } })),
    before: compared,
    after: compared,
    resolution: fc.constantFrom(undefined, { by: 'recipient', outcome: 'release' as const }),
  }),
  { maxLength: 60 },
);

test('counting apart and merging is counting together, in any order', () => {
  fc.assert(
    fc.property(comparisons, fc.nat(60), (all, cut) => {
      const [one, two] = [counted(all.slice(0, cut)), counted(all.slice(cut))];
      expect(mergeTallies(one, two)).toEqual(counted(all));
      expect(mergeTallies(two, one)).toEqual(counted(all.toReversed()));
      expect(counted(all.toReversed())).toEqual(counted(all));
    }),
    { numRuns: 200 },
  );
});

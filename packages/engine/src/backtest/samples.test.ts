import { describe, expect, test } from 'vitest';
import { eventOf } from '../test-kit.ts';
import { type Compared, isStopped } from './change.ts';
import { addComparison, emptyTally, mergeTallies } from './tally.ts';

const NOTHING: Compared = { action: 'allow', reasons: [] };
const held = (...names: readonly string[]): Compared => ({
  action: 'hold',
  until: 'recipient',
  reasons: names.map((measure) => ({ measure })),
});

describe('samples', () => {
  test('are without pictures and context, with the beginning of a long text, and no more of the outcome than is compared', () => {
    const tally = emptyTally();
    const event = eventOf({
      content: { text: 'x'.repeat(5_000), images: [{ id: 'i', bytes: 'AAAA' }], language: 'en' },
      context: { secret: 1 },
    });
    const saw = {
      ...held('a'),
      event: 'e1',
      reasons: [{ measure: 'a', saw: { 'target.age.band': '13_15' } }],
    };
    addComparison(tally, { event, before: NOTHING, after: saw });
    const [sample] = tally.samples['newly_held a'] ?? [];
    expect(sample?.event).toEqual(eventOf({ content: { text: 'x'.repeat(2_000), language: 'en' } }));
    expect(sample?.after).toEqual(held('a'));
  });

  test.each([0, 1, 3])('are %i of each group, and all are counted', (each) => {
    const tally = emptyTally();
    for (const id of ['a', 'b', 'c', 'd', 'e'])
      addComparison(tally, { event: eventOf({ id }), before: NOTHING, after: held('m') }, each);
    expect(tally.samples['newly_held m']?.length ?? 0).toBe(each);
    expect(tally.groups).toEqual({ 'newly_held m': 5 });
  });

  test('of events with one id are the same, in whatever order they come', () => {
    const events = ['first', 'second', 'third'].map((text) => eventOf({ content: { text } }));
    const counted = (some: typeof events) => {
      const tally = emptyTally();
      for (const event of some) addComparison(tally, { event, before: NOTHING, after: held('m') }, 2);
      return tally;
    };
    const [first, second, third] = events as [(typeof events)[0], (typeof events)[0], (typeof events)[0]];
    const expected = counted(events);
    expect(counted([third, first, second])).toEqual(expected);
    expect(mergeTallies(counted([third]), counted([second, first]), 2)).toEqual(expected);
  });
});

test('names that objects know already are counted like others', () => {
  const names = ['constructor', '__proto__', 'toString'];
  const tally = emptyTally();
  addComparison(tally, { event: eventOf(), before: NOTHING, after: held(...names) });
  addComparison(tally, { event: eventOf(), before: held(...names), after: NOTHING });
  // As it comes out of another thread.
  const cloned = structuredClone(tally);
  const merged = mergeTallies(emptyTally(), mergeTallies(cloned, cloned));
  expect(Object.keys(merged.measures)).toEqual(names);
  for (const name of names)
    expect(merged.measures[name]).toMatchObject({ before: 2, after: 2, gained: 2, lost: 2 });
  expect(Object.keys(merged.groups)).toEqual(['newly_held constructor', 'released constructor']);
});

test.each([
  ['allow', false],
  ['nudge', false],
  ['limit', false],
  ['hold', true],
  ['block', true],
] as const)('%s stops an event: %s', (action, stops) => {
  expect(isStopped(action)).toBe(stops);
});

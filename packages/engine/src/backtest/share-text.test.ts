import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../decide/decide.ts';
import { eventOf, measure, measures, planOf } from '../test-kit.ts';
import { shareText } from './share-text.ts';

const FLOWERS = measure('flowers', { when: "text.contains('tulip') || text.contains('red rose')" });
const TOOLS = measure('tools', { when: "text.contains('spade')", do: 'block' });
const NUMBERS = measure('numbers', { when: 'text.matches("[0-9]{3}")', do: 'hold', until: 'reviewer' });
const INSULTS = measure('insults', { when: "text.has('insult')" });
const THREATS = measure('threats', {
  when: "text.has('threatens_violence')",
  do: 'hold',
  until: 'recipient',
});
const STRANGERS = measure('strangers', {
  when: 'relationship.connected == false',
  do: 'limit',
  limits: ['no_images'],
});

/** Pairs of practices: what one looks for the other does too, only in part, or not at all. */
const PAIRS = {
  'the same': [planOf(measures(FLOWERS, INSULTS)), planOf(measures(INSULTS, FLOWERS))],
  'more in the second': [planOf(measures(TOOLS)), planOf(measures(NUMBERS, TOOLS, THREATS))],
  'more in the first': [planOf(measures(TOOLS, THREATS, FLOWERS)), planOf(measures(FLOWERS))],
  'some in both': [
    planOf(measures(TOOLS, FLOWERS, INSULTS)),
    planOf(measures(NUMBERS, INSULTS, THREATS, TOOLS)),
  ],
  'nothing in both': [planOf(measures(FLOWERS)), planOf(measures(NUMBERS))],
  'no text in one': [planOf(measures(STRANGERS)), planOf(measures(FLOWERS, STRANGERS))],
} as const;

const word = fc.constantFrom(
  ...['tulip', 't u l i p', 'TUL1P', 'red rose', 'spade', 'sp4de', '123', '12', 'you idiot', 'y0u 1d10t'],
  ...['I will hurt you', 'see you', 'on Sunday', '\u200b', 'spaaade', 'ｔｕｌｉｐ'],
);
const event = fc
  .record({ words: fc.array(word, { maxLength: 6 }), connected: fc.boolean(), hasText: fc.boolean() })
  .map(({ words, connected, hasText }) =>
    eventOf({ relationship: { connected }, ...(hasText ? { content: { text: words.join(' ') } } : {}) }),
  );

describe('two plans that share the pass over a text decide as they do alone', () => {
  test.each(Object.entries(PAIRS))('%s', (_, [one, two]) => {
    const shared = shareText(one, two);
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), fc.boolean(), (events, isTwoFirst) => {
        const order = isTwoFirst ? ([1, 0] as const) : ([0, 1] as const);
        for (const each of events)
          for (const at of order) expect(decide(shared[at], each)).toEqual(decide([one, two][at]!, each));
      }),
      { numRuns: 100 },
    );
  });

  test('also in a text that is cut short because it may be read in too many ways', () => {
    const signs = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
    const [one, two] = PAIRS['some in both'];
    const shared = shareText(one, two);
    for (const sign of ['1', '!', '|', '*', '@']) {
      const text = `${sign.repeat(300)} ${signs.join(sign)} spade ${sign.repeat(40)} tulip`;
      const each = eventOf({ content: { text } });
      expect(decide(shared[0], each)).toEqual(decide(one, each));
      expect(decide(shared[1], each)).toEqual(decide(two, each));
    }
  });

  test('also where each finds something that the other does not look for', () => {
    const [one, two] = PAIRS['some in both'];
    const shared = shareText(one, two);
    const both = eventOf({ content: { text: 'a tulip, a spade, 555' } });
    const found = shared.map((plan) => decide(plan, both).outcome.reasons.map(({ measure: id }) => id));
    expect(found).toEqual([
      ['tools', 'flowers'],
      ['tools', 'numbers'],
    ]);
  });
});

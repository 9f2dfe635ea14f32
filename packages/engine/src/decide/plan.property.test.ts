import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventOf, measure, measures, planOf } from '../test-kit.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { matchMeasures } from './match.ts';
import { EventView } from './view.ts';

const WORDS = ['apple', 'bread', 'cheese', 'dates', 'our secret'];
const ATOMS = [
  ...WORDS.map((word) => `text.contains('${word}')`),
  "text.contains(list('food'))",
  "text.matches('b[a-z]ead')",
  'target.child',
  'actor.adult',
  'relationship.connected',
  'relationship.blocked',
  'relationship.mutual_connections > 2',
  "target.age.band == '13_15'",
  "event.kind in ['post', 'message']",
  'links.exists(l, l.shortener)',
  "content.text.matches('a{2,}')",
  "time.between('22:00', '06:00')",
  "actor.account_age < duration('24h')",
  'true',
  'history.replied',
  "[text.contains('apple'), text.contains('bread'), text.contains('cheese')].filter(x, x).size() >= 2",
  "size([text.contains('apple'), relationship.blocked].filter(x, x)) > 0",
  "[text.contains('dates'), target.child && text.contains('bread')].exists(x, x)",
];
const LISTS = 'lists: { food: [cheese, dates, elderflower] }\n';

/** Any expression over these atoms, nested at will. */
const expression = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...ATOMS),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} && ${b})`),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} || ${b})`),
    tie('node').map((a) => `!(${a})`),
    fc.tuple(tie('node'), tie('node'), tie('node')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
})).node;

const band = fc.option(fc.constantFrom('under_13', '13_15', '16_17', 'adult', 'unknown'), { nil: undefined });
const optionalText = fc.option(
  fc
    .array(fc.constantFrom(...WORDS, 'brèad', 'ch33se', 'bit.ly/x', 'aa', 'nothing', 'elderflower', '.'), {
      maxLength: 6,
    })
    .map((words) => words.join(' ')),
  { nil: undefined },
);
const event = fc
  .record({
    kind: fc.constantFrom('message', 'contact_request', 'group_invite'),
    actorBand: band,
    targetBand: band,
    text: optionalText,
    connected: fc.option(fc.boolean(), { nil: undefined }),
    blocked: fc.option(fc.boolean(), { nil: undefined }),
    mutual: fc.option(fc.nat(5), { nil: undefined }),
    hour: fc.nat(23),
    created: fc.option(fc.constantFrom('2026-01-14T20:00:00Z', '2020-01-01T00:00:00Z'), { nil: undefined }),
  })
  .map(({ kind, actorBand, targetBand, text, connected, blocked, mutual, hour, created }) =>
    eventOf(
      JSON.parse(
        JSON.stringify({
          kind,
          at: `2026-01-15T${String(hour).padStart(2, '0')}:30:00Z`,
          actor: { id: 'a', created_at: created, age: { band: actorBand } },
          target: { id: 't', age: { band: targetBand } },
          relationship: { connected, blocked, mutual_connections: mutual },
          content: text === undefined ? undefined : { text },
        }),
      ),
    ),
  );

const ACTS = ['nudge', 'block'] as const;
const practice = fc.array(
  fc.record({
    when: expression,
    unless: fc.option(expression, { nil: undefined }),
    do: fc.constantFrom(...ACTS),
  }),
  { minLength: 1, maxLength: 8 },
);
const written = (items: readonly { when: string; unless?: string | undefined; do: string }[]) =>
  items.map((item, n) => measure(`m${n}`, item));

describe('the plan', () => {
  test('matches what its expressions say, evaluated one by one', () => {
    fc.assert(
      fc.property(practice, event, (items, given) => {
        const plan = planOf(LISTS + measures(...written(items)));
        const found = matchMeasures(plan, new EventView(plan, given, null));
        const view = new EventView(plan, given, null);
        const expected = plan.measures.flatMap(({ when, unless }, position) =>
          when.evaluate(view) === true && unless?.evaluate(view) !== true ? [position] : [],
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('decides the same in whatever order files and measures come', () => {
    fc.assert(
      fc.property(practice, event, fc.nat(), (items, given, seed) => {
        const lines = written(items);
        const turned = [
          ...lines.slice(seed % lines.length),
          ...lines.slice(0, seed % lines.length),
        ].reverse();
        const one = planOf(LISTS + measures(...lines));
        const two = planOf(LISTS + measures(...turned.slice(0, 1)), measures(...turned.slice(1)));
        expect(two.label).toBe(one.label);
        expect(decide(two, given)).toEqual(decide(one, given));
      }),
      { numRuns: 100 },
    );
  });

  test('decides the same with measures beside it that do not match', () => {
    fc.assert(
      fc.property(practice, practice, event, (items, others, given) => {
        const alone = planOf(LISTS + measures(...written(items)));
        const idle = others.map((other, n) =>
          measure(`z${n}`, { ...other, when: `(${other.when}) && event.kind == 'post'` }),
        );
        const beside = planOf(LISTS + measures(...written(items), ...idle));
        const { practice: _one, ...expected } = decide(alone, given).outcome;
        const { practice: _two, ...actual } = decide(beside, given).outcome;
        expect(actual).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test('decides the same again, after whatever came between', () => {
    fc.assert(
      fc.property(practice, fc.array(event, { minLength: 2, maxLength: 6 }), (items, given) => {
        const plan = planOf(LISTS + measures(...written(items)));
        const first = given.map((one) => JSON.stringify(decide(plan, one)));
        const again = given.toReversed().map((one) => JSON.stringify(decide(plan, one)));
        expect(again.reverse()).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });

  test('explains exactly what it decides', () => {
    fc.assert(
      fc.property(practice, event, (items, given) => {
        const plan = planOf(LISTS + measures(...written(items)));
        const { outcome, trace } = explain(plan, given);
        expect(outcome).toEqual(decide(plan, given).outcome);
        const matched = trace.filter(({ result }) => result === 'matched').map(({ measure: id }) => id);
        expect(matched.toSorted()).toEqual(outcome.reasons.map(({ measure: id }) => id).toSorted());
        for (const { result, parts = [] } of trace) {
          if (result === 'matched') expect(parts.every(({ value }) => value === true)).toBe(true);
          if (result === 'not_matched') expect(parts.some(({ value }) => value === false)).toBe(true);
          if (result === 'unknown') expect(parts.some(({ value }) => value === 'unknown')).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventView } from '../../decide/view.ts';
import { eventOf, measure, measures, planOf } from '../../test-kit.ts';
import { directly } from './direct.ts';
import { celEnvironment } from './environment.ts';

/** Shapes that need no CEL. */
const DIRECT = [
  'actor.child',
  'actor.adult',
  'actor.age.known',
  'target.child',
  'target.adult',
  'target.age.known',
  'relationship.connected',
  'relationship.blocked',
  "actor.age.band == 'adult'",
  "target.age.band != '13_15'",
  "target.age.band == 'unknown'",
  "target.age.band in ['under_13', '13_15']",
  "actor.age.assurance in ['none', 'declared']",
  "actor.age.assurance != 'verified'",
  "audience.kind == 'group'",
  "audience.kind in ['direct', 'public']",
  "actor.account_age < duration('24h')",
  "target.account_age >= duration('1h30m')",
  "actor.account_age <= duration('-1h')",
  "actor.account_age > duration('24h')",
  "text.has('asks_age')",
  "text.contains('apple')",
  "text.matches('ap+le')",
];
/** Shapes that are CEL's. */
const INDIRECT = [
  'true',
  "text.contains(list('food'))",
  'relationship.mutual_connections == 0',
  'size(content.images) > 0',
  "actor.account_age < duration('1ns')",
  "actor.account_age < duration('never')",
  "duration('24h') > actor.account_age",
  '[true].exists(actor, actor)',
  'actor.adult == target.adult',
  "actor.id == 'a'",
  'history.replied',
];

const expression = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...DIRECT, ...DIRECT, ...INDIRECT),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} && ${b})`),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} || ${b})`),
    tie('node').map((a) => `!(${a})`),
  ),
})).node;

const person = (id: string) =>
  fc.record(
    {
      id: fc.constant(id),
      age: fc.record(
        {
          band: fc.constantFrom('under_13', '13_15', 'adult', 'unknown'),
          assurance: fc.constantFrom('none', 'declared', 'verified'),
        },
        { requiredKeys: [] },
      ),
      created_at: fc.constantFrom('2026-01-14T10:00:00Z', '2026-01-15T11:00:00Z', '2020-01-01T00:00:00Z'),
    },
    { requiredKeys: ['id'] },
  );
const event = fc
  .record(
    {
      kind: fc.constantFrom('message', 'post'),
      at: fc.constant('2026-01-15T10:00:00Z'),
      actor: person('a'),
      target: person('t'),
      audience: fc.constantFrom('direct', 'public', { kind: 'group', id: 'g' }),
      relationship: fc.record({ connected: fc.boolean(), blocked: fc.boolean() }, { requiredKeys: [] }),
      content: fc.record({ text: fc.constantFrom('apple', 'how old are you', 'nothing') }),
    },
    { requiredKeys: ['at', 'actor', 'content'] },
  )
  .map((given) => eventOf(JSON.parse(JSON.stringify({ target: undefined, ...given }))));
const settings = fc.record({
  unknown_age: fc.constantFrom('child', 'adult', 'unknown'),
  unknown_connection: fc.constantFrom('unconnected', 'unknown'),
});

function planWith(when: string, given: object = {}) {
  const head = `practice: sample\nversion: 1.0.0\nsettings: ${JSON.stringify(given)}\nlists: { food: [apple] }\n`;
  return planOf(head + measures(measure('m', { when })));
}

describe('conditions that are read without CEL', () => {
  test('say what CEL says', () => {
    fc.assert(
      fc.property(expression, settings, event, (when, chosen, given) => {
        const plan = planWith(when, chosen);
        for (const { expression: asked } of plan.conditions) {
          const view = new EventView(plan, given, null);
          expect(asked.evaluate(view)).toBe(asked.probe(view).value);
        }
      }),
      { numRuns: 600 },
    );
  });

  const env = celEnvironment(new Map(), { at: 0 }, 'measure');
  const isDirect = (when: string): boolean =>
    planWith(when).conditions.every(({ expression: { ast } }) => directly(ast, env) !== null);

  test.each(DIRECT)('%s is read without', (when) => {
    expect(isDirect(when)).toBe(true);
    expect(isDirect(`!(${when} || actor.child)`)).toBe(true);
  });

  test.each(INDIRECT)('%s is left to CEL, and all that it is part of', (when) => {
    expect(isDirect(when)).toBe(false);
    expect(isDirect(`actor.child || ${when}`)).toBe(false);
  });
});

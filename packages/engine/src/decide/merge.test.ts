import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventOf, measure, measures, planOf } from '../test-kit.ts';
import { ACTIONS, type Outcome } from './decision.ts';
import { decideTogether, explainTogether, mergeMatches } from './merge.ts';
import { combine, type Match, type Matches } from './outcome.ts';

const HEAD = (name: string) => `practice: ${name}\nversion: 1.0.0\nharms: { harm: { title: Harm } }\n`;
const practice = (name: string, ...items: readonly string[]) => planOf(`${HEAD(name)}${measures(...items)}`);
const ALWAYS = { when: 'target.id == "t"' };

describe('two practices together', () => {
  const base = practice(
    'base',
    measure('contact', { ...ALWAYS, do: 'hold', until: 'recipient', tell: { actor: 'Wait.' } }),
    measure('links', { ...ALWAYS, do: 'limit', limits: ['strip_links'] }),
  );
  const crisis = practice(
    'crisis',
    measure('crisis.seen', { ...ALWAYS, do: 'hold', until: 'reviewer', effects: [{ review: 'crisis' }] }),
    measure('crisis.quiet', { ...ALWAYS, do: 'nudge', tell: { actor: 'Later.', target: 'Take care.' } }),
  );

  test('are listed both, and the strictest acts', () => {
    const { outcome } = decideTogether([base, crisis], eventOf());
    expect(outcome).toMatchObject({
      action: 'hold',
      until: 'reviewer',
      limits: ['strip_links'],
      tell: { actor: 'Wait.', target: 'Take care.' },
      effects: [{ review: 'crisis' }],
      practice: `${base.label} + ${crisis.label}`,
    });
    expect(outcome.reasons.map(({ measure: id }) => id)).toEqual([
      'crisis.seen',
      'contact',
      'links',
      'crisis.quiet',
    ]);
  });

  test('what is blocked by one is not delivered with less by the other', () => {
    const block = practice('block', measure('none', { ...ALWAYS, do: 'block' }));
    const { outcome } = decideTogether([base, block], eventOf());
    expect(outcome.action).toBe('block');
    expect(outcome).not.toHaveProperty('until');
    expect(outcome).not.toHaveProperty('limits');
  });

  test('of which one does not match, decide as the other', () => {
    const silent = practice('silent', measure('never', { when: 'target.id == "x"', do: 'block' }));
    const { outcome } = decideTogether([base, silent], eventOf());
    expect({ ...outcome, practice: base.label }).toEqual(decideTogether([base], eventOf()).outcome);
  });

  test('each keeps its own word for what is unknown', () => {
    const child = planOf(
      `${HEAD('child')}settings: { unknown_age: child }\n${measures(measure('m', { when: 'target.child', do: 'block' }))}`,
    );
    const adult = planOf(
      `${HEAD('adult')}settings: { unknown_age: adult }\n${measures(measure('n', { when: 'target.child', do: 'block' }))}`,
    );
    const ids = decideTogether([adult, child], eventOf()).outcome.reasons.map(({ measure: id }) => id);
    expect(ids).toEqual(['m']);
  });

  test('that are the same one decide as it does alone', () => {
    expect(decideTogether([base, base], eventOf())).toEqual(decideTogether([base], eventOf()));
  });

  test('are explained as they decide, with every measure of both', () => {
    const { outcome, trace, alternatives } = explainTogether([base, crisis], eventOf());
    expect(alternatives).toEqual([]);
    expect(outcome).toEqual(decideTogether([base, crisis], eventOf()).outcome);
    expect(trace.map(({ measure: id }) => id)).toEqual(['contact', 'links', 'crisis.quiet', 'crisis.seen']);
  });
});

describe('merging', () => {
  const anyMatch = fc
    .record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      action: fc.constantFrom('nudge', 'limit', 'hold', 'block'),
      until: fc.constantFrom('recipient', 'reviewer', '2026-01-16T12:00:00.000Z', '2026-01-18T12:00:00.000Z'),
      limits: fc.subarray(['strip_links', 'no_images', 'reduced_reach'] as const),
      word: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
      effect: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
    })
    .map(({ id, action, until, limits, word, effect }): Match => {
      const act = action as Match['measure']['do'];
      return {
        measure: {
          id,
          title: id,
          refs: [],
          kinds: [],
          when: 'true',
          do: act,
          limits: act === 'limit' ? limits : [],
          tell: word === undefined ? {} : { actor: word },
          effects: effect === undefined ? [] : [{ review: effect }],
          mode: 'enforce',
          rollout: 100,
        },
        until: act === 'hold' ? until : null,
        tell: word === undefined ? {} : { actor: word },
        reason: { measure: id, title: id, action: act, because: 'true', saw: {}, spans: [], refs: [] },
      };
    });
  const none: Matches = { acting: [], shadow: [] };
  /** As they come out of one practice: each merged into nothing, so that they are in order and said once. */
  const anyMatches = fc
    .record({ acting: fc.array(anyMatch, { maxLength: 5 }), shadow: fc.array(anyMatch, { maxLength: 3 }) })
    .map(({ acting, shadow }) => {
      const single = (match: Match, kind: 'acting' | 'shadow'): Matches => ({ ...none, [kind]: [match] });
      return [
        ...acting.map((match) => single(match, 'acting')),
        ...shadow.map((match) => single(match, 'shadow')),
      ].reduce(mergeMatches, none);
    });
  const decided = (matches: Matches) => combine(eventOf({ id: 'e1' }), 'p', matches);
  const level = ({ action }: Outcome) => ACTIONS.indexOf(action);
  const told = ({ reasons, shadow = [], tell, effects, ...rest }: Outcome) => ({
    ...rest,
    reasons: reasons.map((reason) => JSON.stringify(reason)).sort(),
    shadow: shadow.map((reason) => JSON.stringify(reason)).sort(),
    effects: effects.map((effect) => JSON.stringify(effect)).sort(),
    isTold: tell !== undefined,
  });

  test('the strictest acts, and nothing that matched is left out', () => {
    fc.assert(
      fc.property(anyMatches, anyMatches, (a, b) => {
        const both = decided(mergeMatches(a, b));
        expect(level(both)).toBe(Math.max(level(decided(a)), level(decided(b))));
        const ids = new Set(both.reasons.map(({ measure: id }) => id));
        for (const { measure: one } of [...a.acting, ...b.acting]) expect(ids).toContain(one.id);
      }),
    );
  });

  test('is the same in either order, but for the order of what is equally strict', () => {
    fc.assert(
      fc.property(anyMatches, anyMatches, (a, b) => {
        expect(told(decided(mergeMatches(a, b)))).toEqual(told(decided(mergeMatches(b, a))));
      }),
    );
  });

  test('is the same in either grouping', () => {
    fc.assert(
      fc.property(anyMatches, anyMatches, anyMatches, (a, b, c) => {
        expect(mergeMatches(mergeMatches(a, b), c)).toEqual(mergeMatches(a, mergeMatches(b, c)));
      }),
    );
  });

  test('with itself, or with nothing, changes nothing', () => {
    fc.assert(
      fc.property(anyMatches, (a) => {
        expect(mergeMatches(a, a)).toEqual(a);
        expect(mergeMatches(a, none)).toEqual(a);
        expect(mergeMatches(none, a)).toEqual(a);
      }),
    );
  });
});

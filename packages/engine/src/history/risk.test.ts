import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEXT_SIGNALS } from '../signals/index.ts';
import { eventOf } from '../test-kit.ts';
import { CONTACT_FAMILIES, FAMILY_CODES, familiesOf } from './families.ts';
import { contactRisk } from './risk.ts';
import { RISK_FEATURES, type RiskInput, riskInput } from './risk-features.ts';

const input: fc.Arbitrary<RiskInput> = fc.dictionary(
  fc.constantFrom(...RISK_FEATURES),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

describe('contact risk', () => {
  it('is a share, and never falls when something more is seen', () => {
    fc.assert(
      fc.property(input, fc.constantFrom(...RISK_FEATURES), (given, feature) => {
        const { score } = contactRisk(given);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(contactRisk({ ...given, [feature]: 1 }).score).toBeGreaterThanOrEqual(score);
      }),
    );
  });

  it('says what weighed, heaviest first, in parts of the whole', () => {
    fc.assert(
      fc.property(input, (given) => {
        const parts = contactRisk(given).because.map(({ part }) => part);
        expect(parts).toEqual([...parts].sort((one, two) => two - one));
        if (parts.length > 0) expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 1);
      }),
    );
  });

  it.each(FAMILY_CODES)(
    'is not moved far by %s alone, seen once among people who know each other',
    (code) => {
      const event = eventOf({
        actor: { id: 'a', age: { band: 'adult' } },
        target: { id: 't', age: { band: '13_15' } },
        relationship: { connected: true, mutual_connections: 10 },
      });
      expect(contactRisk(riskInput(event, null, [code], 12)).score).toBeLessThan(0.6);
    },
  );

  it.each([
    ['an adult', 'adult', '13_15', true],
    ['somebody of unknown age', undefined, '13_15', true],
    ['an older child', '16_17', 'under_13', true],
    ['one of the same age', '13_15', '13_15', false],
    ['a younger one', 'under_13', '16_17', false],
  ])('is weighed for %s towards a child: %s to %s', (_, actor, target, weighed) => {
    const event = eventOf({
      actor: { id: 'a', ...(actor === undefined ? {} : { age: { band: actor } }) },
      target: { id: 't', age: { band: target } },
    });
    expect(riskInput(event, null, [], 12) !== null).toBe(weighed);
  });

  it('is none towards an adult', () => {
    const event = eventOf({ target: { id: 't', age: { band: 'adult' } } });
    expect(contactRisk(riskInput(event, null, [...FAMILY_CODES], 12))).toMatchObject({
      score: 0,
      because: [],
    });
  });

  it('says in a sentence what happened, and calls nobody anything', () => {
    const { sentence } = contactRisk({
      secrecy: 0.5,
      meeting: 0.5,
      asks_now: 1,
      no_mutual: 1,
      actor_unknown: 1,
    });
    expect(sentence).toBe(
      'The sender asked for secrecy and asked to meet; they know few people in common and nothing is known of their age.',
    );
  });
});

describe('the families', () => {
  it('name signals that exist', () => {
    const known = new Set(TEXT_SIGNALS.map(({ name }) => name));
    const named = FAMILY_CODES.flatMap((code) => {
      const { signals, except = [] } = CONTACT_FAMILIES[code];
      return [...signals, ...except];
    });
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('leave a picture of a thing aside', () => {
    expect(familiesOf(new Set(['asks_photo']))).toEqual(['picture']);
    expect(familiesOf(new Set(['asks_photo', 'photo_of_thing']))).toEqual([]);
  });
});

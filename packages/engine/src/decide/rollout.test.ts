import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measure, measures, outcome, planOf } from '../test-kit.ts';
import { isInRollout } from './rollout.ts';

test('the share is about what it says, and fixed', () => {
  const actors = Array.from({ length: 20_000 }, (_, n) => `actor-${n}`);
  for (const share of [0.1, 1, 10, 50, 99]) {
    const reached = actors.filter((actor) => isInRollout('m', actor, share)).length / 200;
    expect(Math.abs(reached - share)).toBeLessThan(1.2);
  }
  expect(['u1', 'u2', 'u3', 'u4', 'u5', 'u6'].map((actor) => isInRollout('contact.x', actor, 50))).toEqual(
    ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'].map((actor) => isInRollout('contact.x', actor, 50)),
  );
});

test('whoever is in a share is in every larger one', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(100), fc.nat(100), (id, actor, a, b) => {
      const [smaller, larger] = a < b ? [a, b] : [b, a];
      if (isInRollout(id, actor, smaller)) expect(isInRollout(id, actor, larger)).toBe(true);
      expect(isInRollout(id, actor, 0)).toBe(false);
      expect(isInRollout(id, actor, 100)).toBe(true);
    }),
  );
});

describe('in a practice', () => {
  const plan = (mode: string) =>
    planOf(measures(measure('m', { when: 'target.id == "t"', do: 'block', mode, rollout: '50%' })));
  const actors = Array.from({ length: 100 }, (_, n) => ({ id: `u${n}` }));

  test('enforced: acts for the share and is reported for the rest', () => {
    const enforced = plan('enforce');
    for (const actor of actors) {
      const decided = outcome(enforced, { actor });
      const reached = isInRollout('m', actor.id, 50);
      expect(decided.action).toBe(reached ? 'block' : 'allow');
      expect(decided.shadow?.length ?? 0).toBe(reached ? 0 : 1);
    }
  });

  test('in shadow: reported for the share only', () => {
    const shadow = plan('shadow');
    for (const actor of actors) {
      const decided = outcome(shadow, { actor });
      expect(decided.action).toBe('allow');
      expect(decided.shadow?.length ?? 0).toBe(isInRollout('m', actor.id, 50) ? 1 : 0);
    }
  });
});

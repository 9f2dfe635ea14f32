import { isInRollout, type Plan } from '@safeward/engine';
import { describe, expect, it } from 'vitest';
import { someEvent } from '../test-kit/index.ts';
import { completeGuard, type Guard } from './guard.ts';
import { decideInForce, explainInForce, type InForce, labelInForce, type Standing } from './in-force.ts';
import { createTally } from './tally.ts';
import { planOf } from './test-kit.ts';

const BASE = planOf({ name: 'base', does: { dragon: 'hold' } });
const CANDIDATE = planOf({ name: 'base', version: '2.0.0', does: { dragon: 'block', unicorn: 'nudge' } });
const OVERLAY = planOf({ name: 'crisis', does: { dragon: 'block', flood: 'hold' } });

const NEVER: Guard = completeGuard({ watch: 'errors', above: 99, at_least: 1 });

let ids = 0;
const standing = (plan: Plan, share = 0, guards: readonly Guard[] = [NEVER]): Standing => {
  ids += 1;
  return { id: ids, plan, share, tally: createTally(guards) };
};
const inForce = (parts: Partial<InForce> = {}): InForce => {
  return { base: standing(BASE), candidate: null, overlay: null, ...parts };
};

const noFault = (error: unknown): never => {
  throw error;
};
const about = (text: string, actor = 'u1') => someEvent({ content: { text }, actor: { id: actor } });
const decide = (by: InForce, text: string, actor?: string) =>
  decideInForce(by, about(text, actor), noFault).outcome;

describe('the base alone', () => {
  it('decides', () => {
    expect(decide(inForce(), 'a dragon')).toMatchObject({ action: 'hold', practice: BASE.label });
    expect(decide(inForce(), 'a dragon')).not.toHaveProperty('candidate');
  });
});

describe('a candidate in shadow', () => {
  const by = inForce({ candidate: standing(CANDIDATE) });

  it('is reported where it decides otherwise, and never acts', () => {
    expect(decide(by, 'a dragon')).toMatchObject({
      action: 'hold',
      practice: BASE.label,
      candidate: { practice: CANDIDATE.label, action: 'block', measures: ['base.dragon'] },
    });
    expect(decide(by, 'a unicorn')).toMatchObject({
      action: 'allow',
      candidate: { action: 'nudge', measures: ['base.unicorn'] },
    });
  });

  it('says nothing where it decides the same', () => {
    expect(decide(by, 'good day')).not.toHaveProperty('candidate');
  });
});

describe('a candidate for a share of actors', () => {
  const actors = Array.from({ length: 400 }, (_, n) => `actor-${n}`);
  const reachedAt = (share: number) => {
    const by = inForce({ candidate: standing(CANDIDATE, share) });
    return actors.filter((actor) => decide(by, 'a dragon', actor).practice === CANDIDATE.label);
  };

  it('acts for about as many as it says, and is reported for the others', () => {
    const by = inForce({ candidate: standing(CANDIDATE, 25) });
    for (const actor of actors) {
      const outcome = decide(by, 'a dragon', actor);
      const isReached = isInRollout('practice base', actor, 25);
      expect(outcome.action).toBe(isReached ? 'block' : 'hold');
      expect(outcome.candidate?.action).toBe(isReached ? undefined : 'block');
    }
    expect(reachedAt(25).length).toBeGreaterThan(60);
    expect(reachedAt(25).length).toBeLessThan(140);
  });

  it('is always for the same ones, and a larger share adds some', () => {
    expect(reachedAt(10)).toEqual(reachedAt(10));
    const larger = new Set(reachedAt(40));
    expect(reachedAt(10).filter((actor) => !larger.has(actor))).toEqual([]);
    expect(larger.size).toBeGreaterThan(reachedAt(10).length);
  });
});

describe('an overlay', () => {
  const by = inForce({ overlay: standing(OVERLAY) });

  it('decides with the base: the strictest acts, everything is listed, both are named', () => {
    expect(decide(by, 'a dragon')).toMatchObject({
      action: 'block',
      reasons: [{ measure: 'crisis.dragon' }, { measure: 'base.dragon' }],
      practice: `${BASE.label} + ${OVERLAY.label}`,
    });
    expect(labelInForce(by)).toBe(`${BASE.label} + ${OVERLAY.label}`);
  });

  it('decides with the candidate as well', () => {
    const all = inForce({ overlay: standing(OVERLAY), candidate: standing(CANDIDATE, 100) });
    expect(decide(all, 'a unicorn in the flood')).toMatchObject({
      action: 'hold',
      reasons: [{ measure: 'crisis.flood' }, { measure: 'base.unicorn' }],
      practice: `${CANDIDATE.label} + ${OVERLAY.label}`,
    });
  });

  it('is explained with it', () => {
    const { outcome, trace } = explainInForce(by, about('a dragon'));
    expect(outcome.action).toBe('block');
    expect(trace.map(({ measure }) => measure)).toEqual(['base.dragon', 'crisis.dragon', 'crisis.flood']);
  });

  it('leaves what is kept to the base; closed on failure is what either says', () => {
    const base = planOf({
      name: 'careful',
      more: 'settings: { on_failure: { post: closed } }\nkeep: { otherwise: none, days: 3 }',
    });
    const overlay = planOf({ name: 'crisis', more: 'settings: { on_failure: { message: closed } }' });
    const { rules } = decideInForce(
      inForce({ base: standing(base), overlay: standing(overlay) }),
      about('x'),
      noFault,
    );
    expect(rules.practice.settings.on_failure).toEqual({ post: 'closed', message: 'closed' });
    expect(rules.practice.keep.days).toBe(3);
  });
});

describe('a practice that fails at an event', () => {
  /** A plan that was damaged after it was compiled: a fault such as only a bug of ours can make. */
  function broken(name: string): Plan {
    const plan = planOf({ name, does: { dragon: 'block' } });
    return {
      ...plan,
      get byKind(): Plan['byKind'] {
        throw new Error('damaged');
      },
    };
  }
  const ERRORS = completeGuard({ watch: 'errors', above: 0, at_least: 1 });

  it.each([
    ['a candidate that acts', 100],
    ['a candidate that is tried beside', 0],
  ])('is put aside where it is %s: the base decides, and it is told', (_name, share) => {
    const candidate = standing(broken('candidate'), share, [ERRORS]);
    const told: number[] = [];
    const decided = decideInForce(inForce({ candidate }), about('a dragon'), (_error, id) => told.push(id));
    expect(decided.outcome).toMatchObject({ action: 'hold', practice: BASE.label });
    expect(told).toEqual([candidate.id]);
    expect(candidate.tally?.passed()).toMatchObject({ decisions: 1, counted: 1 });
  });

  it('is put aside where it is an overlay', () => {
    const overlay = standing(broken('overlay'), 0, [ERRORS]);
    const told: number[] = [];
    const by = inForce({ overlay, candidate: standing(CANDIDATE, 100) });
    const decided = decideInForce(by, about('a dragon'), (_error, id) => told.push(id));
    expect(decided.outcome).toMatchObject({ action: 'block', practice: CANDIDATE.label });
    expect(told).toEqual([overlay.id]);
  });

  it('is counted where it is the base, and the gate is told', () => {
    const base = standing(broken('base'), 0, [ERRORS]);
    expect(() => decideInForce(inForce({ base }), about('a dragon'), noFault)).toThrow('damaged');
    expect(base.tally?.passed()).toMatchObject({ counted: 1 });
  });
});

describe('what guards are told', () => {
  it('is what each practice decided, by those that had a say', () => {
    const candidate = standing(CANDIDATE);
    const by = inForce({ candidate });
    const { tallied } = decideInForce(by, about('a dragon'), noFault);
    expect(tallied.map(({ outcome }) => outcome.action)).toEqual(['hold', 'block']);
    expect(tallied.map(({ tally }) => tally)).toEqual([by.base.tally, candidate.tally]);
  });

  it('is nothing of a practice that has none', () => {
    const bare = { ...standing(BASE), tally: null };
    expect(decideInForce(inForce({ base: bare }), about('a dragon'), noFault).tallied).toEqual([]);
  });
});

import { ACTIONS, type Kind, loadPractice, type Outcome, type Plan } from '@safeward/engine';
import { describe, expect, it } from 'vitest';
import { TEST_PRACTICE } from '../test-kit/index.ts';
import { onFailure } from './on-failure.ts';

const plan = ((): Plan => {
  const loaded = loadPractice(TEST_PRACTICE);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return loaded.plan;
})();

const computed = (action: Outcome['action']): Outcome => ({
  event: 'e1',
  action,
  reasons: [],
  effects: [],
  practice: plan.label,
});

describe('a decision made without the database', () => {
  it.each<[Kind, Outcome['action'], Outcome['action']]>([
    // The test practice: message closed, post open, nothing said of the others.
    ['post', 'allow', 'allow'],
    ['post', 'block', 'block'],
    ['search', 'allow', 'allow'],
    ['message', 'allow', 'hold'],
    ['message', 'nudge', 'hold'],
    ['message', 'limit', 'hold'],
    ['message', 'hold', 'hold'],
    ['message', 'block', 'block'],
  ])('%s: %s becomes %s', (kind, action, becomes) => {
    expect(onFailure(plan, kind, computed(action), 'database').action).toBe(becomes);
  });

  it('says why it holds what it would have let pass, beside what else there was to say', () => {
    const reason = {
      measure: 'm',
      title: 't',
      action: 'nudge',
      because: 'x',
      saw: {},
      spans: [],
      refs: [],
    } as const;
    const held = onFailure(
      plan,
      'message',
      { ...computed('nudge'), reasons: [{ ...reason, spans: [], refs: [] }] },
      'database',
    );
    expect(held.until).toBe('reviewer');
    expect(held.reasons.map(({ measure }) => measure)).toEqual(['on_failure', 'm']);
    expect(held.reasons[0]?.because).toBe('settings.on_failure.message == "closed"');
  });

  it('is never milder than the one with it', () => {
    for (const kind of ['message', 'post', 'search'] as const)
      for (const action of ACTIONS)
        expect(
          ACTIONS.indexOf(onFailure(plan, kind, computed(action), 'database').action),
        ).toBeGreaterThanOrEqual(ACTIONS.indexOf(action));
  });
});

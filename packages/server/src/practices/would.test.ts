import { decide } from '@safeward/engine';
import { describe, expect, it } from 'vitest';
import { someEvent } from '../test-kit/index.ts';
import { planOf } from './test-kit.ts';
import { differing, inShadow } from './would.ts';

const plan = planOf({ does: { dragon: 'hold', unicorn: 'nudge' } });
const about = (text: string) => decide(plan, someEvent({ content: { text } })).outcome;

describe('an outcome in shadow', () => {
  it('allows, and tells all that would have been', () => {
    const outcome = about('a dragon and a unicorn');
    const { event, practice, reasons } = outcome;
    expect(inShadow(outcome)).toEqual({
      event,
      action: 'allow',
      reasons: [],
      shadow: reasons,
      effects: [],
      practice,
      would: { action: 'hold', until: 'reviewer', measures: ['sample.dragon', 'sample.unicorn'] },
    });
  });

  it('says so as well where nothing would have been done', () => {
    const shadowed = inShadow(about('good day'));
    expect(shadowed).toMatchObject({ action: 'allow', would: { action: 'allow', measures: [] } });
    expect(shadowed).not.toHaveProperty('shadow');
  });
});

describe('what differs between two outcomes', () => {
  const other = planOf({ version: '2.0.0', does: { dragon: 'hold', unicorn: 'limit' } });
  const beside = (text: string) => decide(other, someEvent({ content: { text } })).outcome;

  it.each([
    ['a dragon', null],
    ['good day', null],
    ['a unicorn', { action: 'limit', measures: ['sample.unicorn'] }],
  ])('%s', (text, expected) => {
    expect(differing(beside(text), about(text))).toEqual(
      expected && expect.objectContaining({ practice: other.label, ...expected }),
    );
  });
});

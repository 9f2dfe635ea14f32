import { describe, expect, it } from 'vitest';
import { examineApart, examineHere } from './examine.ts';
import { sample } from './test-kit.ts';

const FAILING = `tests: [{ name: dragons pass, given: { content: { text: a dragon } }, expect: { action: allow } }]`;

describe('looking at a practice in a thread of its own', () => {
  it.each([
    ['a sound one', sample({ does: { dragon: 'block' } })],
    ['one with an error', sample({ more: 'settings: { unknown_age: sometimes }' })],
    ['one whose test fails', sample({ does: { dragon: 'block' }, more: FAILING })],
    ['none', []],
  ])('says the same as in this one: %s', async (_name, files) => {
    expect(await examineApart()(files, true)).toEqual(await examineHere(files, true));
  });

  it('runs its tests only where asked', async () => {
    const files = sample({ does: { dragon: 'block' }, more: FAILING });
    expect((await examineHere(files, false)).kind).toBe('fine');
    expect((await examineHere(files, true)).kind).toBe('tests_failed');
  });

  it('ends what does not end', async () => {
    expect(await examineApart(1)(sample({}), true)).toEqual({ kind: 'took_too_long' });
  });
});

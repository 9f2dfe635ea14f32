import { describe, expect, it } from 'vitest';
import { nestsTooDeep } from './nesting.ts';

const PAD = ' '.repeat(64 * 1024);
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('a large body', () => {
  it.each<[string, string, boolean]>([
    ['flat', '{"a":1}', false],
    ['64 deep', deep(64), false],
    ['65 deep', deep(65), true],
    ['65 deep in objects', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, true],
    [
      'deep again and again, but not deeper',
      `[${Array.from({ length: 500 }, () => deep(60)).join()}]`,
      false,
    ],
    ['brackets in a text', JSON.stringify({ text: '['.repeat(500) }), false],
    ['brackets in a text behind an escaped quote', JSON.stringify({ text: `"${'['.repeat(500)}` }), false],
    ['brackets behind a text that ends in a backslash', `["\\\\",${deep(70)}]`, true],
    ['brackets that are never closed', '['.repeat(100_000), true],
    ['brackets that were never opened', ']'.repeat(100_000), false],
    ['a text that never ends', `"${'['.repeat(100)}`, false],
  ])('%s', (_name, body, tooDeep) => {
    expect(nestsTooDeep(Buffer.from(PAD + body))).toBe(tooDeep);
  });

  it('is read once, however many escapes a text of it holds', () => {
    expect(nestsTooDeep(Buffer.from(`["${'\\nx'.repeat(5_000_000)}",${deep(70)}]`))).toBe(true);
  });

  it('is all that is looked at', () => {
    expect(nestsTooDeep(Buffer.from(deep(1_000)))).toBe(false);
  });
});

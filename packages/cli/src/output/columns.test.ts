import { stripVTControlCharacters, styleText } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, pad, shorten, wrap } from './columns.ts';

const bold = (text: string): string => styleText('bold', text, { validateStream: false });

describe('columnsOf', () => {
  it.each<[text: string, columns: number]>([
    ['', 0],
    ['abc', 3],
    ['née', 3],
    ['ne\u0301e', 3],
    ['13–15 → “…”', 11],
    ['日本語', 6],
    ['한국', 4],
    ['ｗｉｄｅ', 8],
    ['🦉', 2],
    ['a\u200bb', 2],
    ['█'.repeat(3), 3],
    [bold('abc'), 3],
  ])('%j takes %d', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe('pad', () => {
  it.each([
    ['ab', 4, 'ab  '],
    ['abcd', 4, 'abcd'],
    ['abcde', 4, 'abcde'],
    ['日', 4, '日  '],
    [bold('ab'), 3, `${bold('ab')} `],
  ])('%j to %d columns', (text, columns, padded) => {
    expect(pad(text, columns)).toBe(padded);
  });
});

describe('shorten', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['🦉🦉', 3, '🦉…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('%j to %d columns', (text, columns, shortened) => {
    expect(shorten(text, columns)).toBe(shortened);
  });

  it('never takes more room than there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, columns) => {
        expect(columnsOf(shorten(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('wrap', () => {
  it.each<[text: string, columns: number, lines: readonly string[]]>([
    ['', 10, ['']],
    ['one two', 10, ['one two']],
    ['one two three', 7, ['one two', 'three']],
    ['one  two', 10, ['one  two']],
    ['extraordinary day', 6, ['extrao', 'rdinar', 'y day']],
    ['a extraordinary', 6, ['a', 'extrao', 'rdinar', 'y']],
    [`${bold('one')} ${bold('two')}`, 5, [bold('one'), bold('two')]],
    ['endless room', Number.POSITIVE_INFINITY, ['endless room']],
  ])('%j at %d columns', (text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });

  it('loses nothing but blanks, and fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 2, max: 30 }), (text, columns) => {
        const shown = stripVTControlCharacters(text);
        const lines = wrap(shown, columns);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(shown.replaceAll(' ', ''));
      }),
    );
  });
});

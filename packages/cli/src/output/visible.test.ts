import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spelledOut, visible } from './visible.ts';

describe('visible', () => {
  it.each([
    ['plain text, née 日本 🦉', 'plain text, née 日本 🦉'],
    ['a\nb\tc', 'a·b·c'],
    ['\u001b[2J\u001b]0;title\u0007', '·[2J·]0;title·'],
    ['safe\u202egpj.exe', 'safe·gpj.exe'],
    ['\u009b31m', '·31m'],
  ])('%j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('keeps every place where it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).toHaveLength(text.length);
      }),
    );
  });
});

describe('spelledOut', () => {
  it.each([
    ['plain text, née 日本 🦉', 'plain text, née 日本 🦉'],
    ['a\nb\u0000\u001b\u007f', 'a␊b␀␛␡'],
    ['h\u200bow', 'h⟨U+200B⟩ow'],
    ['\u202eevil\u2066', '⟨U+202E⟩evil⟨U+2066⟩'],
    ['\u{e0041}\ud800', '⟨U+E0041⟩⟨U+D800⟩'],
    ['soft\u00adhyphen', 'soft⟨U+00AD⟩hyphen'],
  ])('%j', (text, shown) => {
    expect(spelledOut(text)).toBe(shown);
  });

  it('leaves nothing that cannot be seen, and nothing that moves the cursor', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(spelledOut(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});

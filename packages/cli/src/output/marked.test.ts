import { describe, expect, it } from 'vitest';
import { markPlaces, type Place } from './marked.ts';

// No terminal here, so marks are brackets.
const LOREM = 'lorem ipsum dolor sit amet '.repeat(20);

function place(text: string, word: string): Place {
  const start = text.indexOf(word);
  return { start, end: start + word.length };
}

describe('markPlaces', () => {
  it.each<[what: string, text: string, words: readonly string[], shown: string]>([
    ['nothing', 'hello there', [], 'hello there'],
    ['a place', 'how old are you?', ['how old are you'], '⟦how old are you⟧?'],
    [
      'two places',
      'hi, how old are you, call me',
      ['call me', 'how old'],
      'hi, ⟦how old⟧ are you, ⟦call me⟧',
    ],
    ['places that overlap as one', 'one two three', ['one two', 'two three'], '⟦one two three⟧'],
    ['a place inside another once', 'one two three', ['one two three', 'two'], '⟦one two three⟧'],
    [
      'what cannot be seen, spelled out',
      'h\u200bow old\nare you',
      ['h\u200bow old\nare'],
      '⟦h⟨U+200B⟩ow old␊are⟧ you',
    ],
  ])('shows %s', (_what, text, words, shown) => {
    expect(
      markPlaces(
        text,
        words.map((word) => place(text, word)),
      ),
    ).toBe(shown);
  });

  it('leaves out what is far from any mark', () => {
    const text = `${LOREM}how old${LOREM}`;
    const shown = markPlaces(text, [place(text, 'how old')]);
    expect(shown).toMatch(/^… .{80}⟦how old⟧.{80} …$/);
    const two = markPlaces(text, [{ start: 0, end: 5 }, place(text, 'how old')]);
    expect(two).toMatch(/^⟦lorem⟧.{80} … .{80}⟦how old⟧.{80} …$/);
    expect(markPlaces(LOREM, [])).toMatch(/^lorem .*…$/);
  });

  it('cuts no character in two', () => {
    const owls = '🦉'.repeat(300);
    for (const text of [`${owls}x${owls}`, `${owls}xy${owls}`, `a${owls}x${owls}`]) {
      expect(markPlaces(text, [place(text, 'x')])).toMatch(/^… 🦉+⟦x⟧y?🦉+ …$/u);
    }
  });
});

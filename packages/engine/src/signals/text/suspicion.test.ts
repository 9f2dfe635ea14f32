import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildLattice } from './build-lattice.ts';
import { plainView } from './plain.ts';
import { looksDisguised } from './suspicion.ts';

describe('a trace of a disguise', () => {
  test.each([
    ['letters and digits', 'h3llo'],
    ['letters and signs', '$ecret'],
    ['two kinds of signs', '@$$'],
    ['a sign between letters', 'k!ng'],
    ['a sign between a letter and a digit', 'k!1l'],
    ['a currency among letters', 'h€llo'],
    ['an accent', 'héllo'],
    ['a loose mark', 'h̶ello'],
    ['three equal letters', 'hellllo'],
    ['three single letters', 'h e y'],
    ['three single letters at the end', 'oh h.e.y'],
    ['three single letters parted by emoji', 'h🔥e🔥y'],
    ['two apostrophes in a word', "h'e'y"],
  ])('%s', (_, text) => {
    expect(looksDisguised(text)).toBe(true);
  });

  test.each([
    ['plain words', 'hello there, how are you?'],
    ['numbers', 'on 24 november at 10:30, for $5'],
    ['contractions', "i'm a friend, don't you know"],
    ['punctuation', 'what!? (really) -- *yes*!!'],
    ['two single letters', 'a b and c'],
    ['other alphabets', 'привет как дела у вас'],
    ['nothing', ''],
  ])('not %s', (_, text) => {
    expect(looksDisguised(text)).toBe(false);
  });

  test('where there is none, no reading would say anything else', () => {
    const parts = fc.constantFrom(
      ...[
        'a',
        'b',
        'ss',
        'oo',
        '1',
        '20',
        '@',
        '$',
        '€',
        '!',
        '*',
        '+',
        '|',
        '.',
        ',',
        ' ',
        "'",
        '_',
        '-',
        '(',
      ],
      ...['é', 'ß', '\u0301', 'я', '漢', '🔥', '©', 'word', 'I'],
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 14 }), (list) => {
        const text = list.join('');
        const plain = plainView(text);
        if (!looksDisguised(plain.text)) expect(buildLattice(text, plain)).toBeNull();
      }),
      { numRuns: 5000 },
    );
  });
});

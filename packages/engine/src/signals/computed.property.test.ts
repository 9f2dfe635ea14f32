import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLinks } from './link/links.ts';
import { normalize } from './text/normalize.ts';
import { TEXT_SIGNALS } from './text/signals.ts';

const COMPUTED = TEXT_SIGNALS.filter(({ detect }) => detect !== undefined);

/** Pieces of what the computed signals look for, so that random texts come near it. */
const PIECES = [
  '07700',
  '900123',
  '+44',
  '(0)',
  '202',
  '555-0143',
  'seven',
  'oh',
  'double',
  'o7',
  '٧',
  '7️⃣',
  ' ',
  '.',
  '-',
  '/',
  '@',
  '#1234',
  'jo',
  'example',
  '.com',
  ' dot ',
  ' at ',
  '(dot)',
  '[at]',
  'https://',
  'hxxp://',
  'www.',
  'bit.ly/',
  'discord.gg/',
  'user:pw@',
  'my snap is ',
  'insta: ',
  '👻',
  'add me on ',
  'jofox12',
  'her number is ',
  'lives at ',
  '12 rosewood close',
  ', ab1 2cd',
  '\u200b',
  '\ud83d',
  'é',
  '\u0301',
  '\n',
  '…',
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 4 })), {
      maxLength: 40,
    })
    .map((pieces) => pieces.join(' ')),
);

describe('computed signals', () => {
  it('are there to be tested', () => {
    expect(COMPUTED.length).toBeGreaterThanOrEqual(8);
  });

  it.each(COMPUTED.map(({ name, detect }) => [name, detect!] as const))(
    '%s tells places that lie in the text and in order, whatever the text',
    (_, detect) => {
      fc.assert(
        fc.property(anyText, (text) => {
          let last = 0;
          for (const { start, end } of detect(normalize(text))) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            last = start;
          }
        }),
        { numRuns: 400 },
      );
    },
  );

  it('links are found whatever the text, and whatever is declared', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 3 }), (text, declared) => {
        for (const { start, end, host, domain } of findLinks(normalize(text), declared)) {
          expect(host.endsWith(domain)).toBe(true);
          if (start === undefined || end === undefined) continue;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['digits', '0 7 '],
    ['one digit', '7'],
    ['number words', 'seven oh '],
    ['at signs', 'a@'],
    ['spelled addresses', 'jo at '],
    ['dots', 'a.'],
    ['links', 'https://a@'],
    ['handles', 'my snap is '],
    ['streets', '12 a b '],
    ['brackets', '(+('],
  ])('come to an end on half a mebibyte of %s', (_, piece) => {
    // Work that grew with the square of the length would outlast the patience of the test runner by hours.
    const text = normalize(piece.repeat(524_288 / piece.length));
    for (const { detect } of COMPUTED) expect(detect!(text).length).toBeLessThanOrEqual(100);
  });
});

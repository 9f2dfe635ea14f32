import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize } from './normalize.ts';
import type { TextView } from './view.ts';

/** Any UTF-16 units whatever, with a bent to what normalisation treats apart. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom(
        ...[
          'a',
          'b',
          'ss',
          '1',
          '$',
          '@',
          '*',
          '!',
          ' ',
          '  ',
          '.',
          "'",
          '\n',
          'ооо',
          'ﬁ',
          'ﷺ',
          'é',
          'ß',
          'e\u0301',
        ],
        ...[
          '\u0301',
          '\u0489',
          '\u200b',
          '\ufe0f',
          '\u202e',
          '👍🏽',
          '🇬',
          '🇧',
          '🅰',
          '\ud83d',
          '\udc00',
          'я',
          'κ',
          '漢',
          'ﾞ',
        ],
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const views = (text: string): TextView[] => {
  const { plain, folded, refolded } = normalize(text);
  return [plain, folded, refolded].filter((view) => view !== null);
};

const folded = (text: string): string => {
  const normal = normalize(text);
  return (normal.folded ?? normal.plain).text;
};

describe('disguises undone', () => {
  test.each([
    // Leetspeak.
    ['digits for letters', 'h3ll0 fr13nd5', 'hello friends'],
    ['signs for letters', '$ecret @pple h!de', 'secret apple hide'],
    ['currencies for letters', '₳₱₱ⱠɆ ¢a₥era', 'apple camera'],
    ['a plus between letters', 'le+ter', 'letter'],
    // Look-alikes.
    ['Cyrillic in Latin words', 'sесrеt аррlе', 'secret apple'],
    ['Greek in Latin words', 'hεllο Αpple', 'hello apple'],
    ['Armenian, Cherokee, Coptic', 'օpen ᏢᎪᏢᎬᎡ ⲥat', 'open paper cat'],
    ['a word that is Cyrillic throughout in a Latin message', 'the word сор here', 'the word cop here'],
    ['small capitals', 'ʜᴇʟʟᴏ ꜱᴇᴄʀᴇᴛ', 'hello secret'],
    ['stroked letters', 'ƀøøk ħɇłłø', 'book hello'],
    ['accents', 'sécrèt ñame', 'secret name'],
    ['marks heaped on letters', 'h̷̢e̶͓l̴̛l̵̝o̸̬', 'hello'],
    ['marks of other blocks', 'h\u1ab0e\u1dc4l\u20d0l\ufe20o', 'hello'],
    // Stretched and spaced.
    ['stretched letters', 'sooooo niiiice', 'so nice'],
    ['letters spelled apart', 's e c r e t', 'secret'],
    ['spelled apart with wider gaps between words', 'm y  n a m e', 'my name'],
    ['spelled apart by dots', 's.e.c.r.e.t', 'secret'],
    ['spelled apart by underscores', 's_e_c_r_e_t', 'secret'],
    ['spelled apart by asterisks', 's*e*c*r*e*t', 'secret'],
    ['spelled apart by emoji', 's🔥e🔥c🔥r🔥e🔥t', 'secret'],
    ['spelled apart by apostrophes', "s'e'c'r'e't", 'secret'],
    ['spelled apart with digits', 's 3 c r 3 t', 'secret'],
    ['spelled apart with look-alikes', 's е c r е t', 'secret'],
    ['spelled apart in Cyrillic look-alikes', 'my s е с r e t', 'my secret'],
    // Together.
    ['all at once', 'Ѕ 3\u200b ℂ  Г é т', 'sec ret'],
    ['Greek and Cyrillic in one word', 'αвсє', 'abce'],
    ['letters that pass among Latin ones only', 'ЯUИNING ДLΛRM', 'running alarm'],
    ['a letter that looks like a digit that looks like a letter', 'hЗllo', 'hello'],
    ['a lettering of Canadian syllabics', 'ᗪEᖴ ᒪᗩᔕT ᔕᑭOᖇT ᔕᑎᑌᗷ', 'def last sport snub'],
    ['the same throughout', 'ᔕᑎᑌᗷ', 'snub'],
  ])('%s', (_, written, read) => {
    expect(folded(written)).toBe(read);
  });

  test.each([
    ['1 is i, or l', 'he1p k1nd', 'heip kind', 'help klnd'],
    ['a stretched letter is one, or two', 'helllo', 'helo', 'hello'],
    ['6 is g, or b', '6room', 'groom', 'broom'],
  ])('%s', (_, written, one, other) => {
    const { folded, refolded } = normalize(written);
    expect(folded?.text).toBe(one);
    expect(refolded?.text).toBe(other);
  });
});

describe('what is no disguise stays as it is', () => {
  test.each([
    ['prices', 'it costs $5, €20, £3.50 or 5€'],
    ['quantities', 'at 3pm, 13yo, 10k, 5th, 2x, 30mins, 100km'],
    ['model names of a letter and a number', 'b8 3d a4 f16'],
    ['dates and times', '2026-11-24 10:00, 24/11/2026'],
    ['Russian', 'привет, как дела? нет времени'],
    ['Russian of look-alike letters alone', 'он тут, а она там'],
    ['Greek', 'καλημέρα, τι κάνεισ;'],
    ['Arabic', 'مرحبا كيف حالك'],
    ['Hindi', 'नमस्ते आप कैसे हैं'],
    ['Chinese and Japanese', '你好 こんにちは'],
    ['Russian with a Latin word in it', 'мой ник killer в игре'],
    ['a pair of single letters', 'plan a or b'],
    ['doubled letters', 'book keeper'],
    ['punctuation at the edges of words', 'wow! *really* +1 |x|'],
  ])('%s', (_, text) => {
    expect(folded(text)).toBe(text.toLowerCase().replaceAll('ς', 'σ'));
  });
});

/** Beyond Latin, its marks and general punctuation. */
const FAR = /[\u0250-\u02ff]|[\u0370-\u1fff]|[\u2070-\uffff]/;

describe('of any string', () => {
  test('normalising never throws, and is the same each time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = views(text).map(({ text, map }) => ({ text, map }));
        normalize('something else, d1sguised');
        expect(views(text)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('the way back leads forwards, inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { text: seen, map } of views(text)) {
          if (map === null) {
            expect(seen.length).toBe(text.length);
            continue;
          }
          expect(map.starts.length).toBe(seen.length);
          expect(map.ends.length).toBe(seen.length);
          for (let at = 0; at < seen.length; at++) {
            expect(map.ends[at]).toBeGreaterThan(map.starts[at]!);
            expect(map.ends[at]).toBeLessThanOrEqual(text.length);
            if (at === 0) continue;
            expect(map.starts[at]).toBeGreaterThanOrEqual(map.starts[at - 1]!);
            expect(map.ends[at]).toBeGreaterThanOrEqual(map.ends[at - 1]!);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('every character comes from the original it points to', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { plain } = normalize(text);
        // Only look-alikes and halves of flags hang on what stands around them.
        if (plain.map === null || FAR.test(text)) return;
        for (let at = 0; at < plain.text.length; at++) {
          const origin = text.slice(plain.map.starts[at], plain.map.ends[at]);
          expect(normalize(origin).plain.text).toContain(plain.text[at]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('what has been normalised is normal', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { plain } = normalize(text);
        if (/[^\0-\u024f]/.test(text)) return;
        expect(normalize(plain.text).plain.text).toBe(plain.text);
      }),
    );
  });

  test('half a surrogate pair is never made', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const view of views(text)) expect(view.text.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('the work is linear', () => {
  const length = 60_000;
  test.each([
    ['marks on one letter', `a${'\u0301\u0316'.repeat(length / 2)}`],
    ['signs that may be letters', '4@$!'.repeat(length / 4)],
    ['single letters', 'a '.repeat(length / 2)],
    ['one letter', 'a'.repeat(length)],
    ['halves of flags', '🇦'.repeat(length / 2)],
    ['what nobody sees', '\u200b'.repeat(length)],
    ['white space', ' \n'.repeat(length / 2)],
    ['look-alikes', 'аc'.repeat(length / 2)],
    ['ligatures of eighteen letters', 'ﷺ'.repeat(length)],
    ['asterisks', 'a*'.repeat(length / 2)],
    ['half surrogates', '\ud800'.repeat(length)],
  ])('%s', (_, text) => {
    const { plain, lattice } = normalize(text);
    expect(plain.text.length).toBeLessThanOrEqual(text.length * 18);
    expect(lattice?.length ?? 0).toBeLessThanOrEqual(plain.text.length * 2);
  });
});

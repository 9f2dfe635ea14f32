import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latinReading, plainView } from './plain.ts';

const plain = (text: string) => plainView(text).text;

describe('what a reader sees', () => {
  test.each([
    // Case and width.
    ['capitals', 'HELLO There', 'hello there'],
    ['fullwidth', 'ＨＥＬＬＯ　１２', 'hello 12'],
    ['mathematical letters', '𝓱𝓮𝓵𝓵𝓸 𝐇𝐄𝐋𝐋𝐎 𝕙𝕖𝕝𝕝𝕠', 'hello hello hello'],
    ['circled and squared letters', 'ⓗⓔⓛⓛⓞ 🄷🄴🄻🄻🄾', 'hello hello'],
    ['negative circled and squared letters', '🅗🅔🅛🅛🅞 🅷🅴🅻🅻🅾', 'hello hello'],
    ['superscripts', 'ʰᵉˡˡᵒ', 'hello'],
    ['ligatures', 'ﬁne ﬂag', 'fine flag'],
    ['roman numerals', 'Ⅻ ⅳ', 'xii iv'],
    ['the German capital sharp s', 'STRAẞE', 'straße'],
    ['the Turkish capital I, whatever the place', 'İstanbul I', 'i̇stanbul i'],
    ['sigma at the end and in capitals alike', 'ΛΌΓΟΣ λόγος', 'λόγοσ λόγοσ'],
    // Accents are kept, in one form.
    ['composed and decomposed accents', 'caf\u00e9 cafe\u0301', 'café café'],
    ['marks in any order', 'a\u0323\u0302 a\u0302\u0323', 'ậ ậ'],
    ['Korean jamo', '\u1112\u1161\u11ab', '한'],
    ['half-width kana with its voicing mark', 'ｶﾞ', 'ガ'],
    // What cannot be seen.
    ['zero-width characters', 'h\u200be\u200cl\u200dl\u2060o\ufeff', 'hello'],
    ['soft hyphens', 'hel\u00adlo', 'hello'],
    ['bidi controls', '\u202ahel\u202clo\u2067 you\u2069\u200f', 'hello you'],
    ['control characters', 'he\u0001l\u0007l\u007fo\u0090', 'hello'],
    ['variation selectors', 'h\ufe0fello', 'hello'],
    ['tag characters', 'hi\u{e0068}\u{e0069}', 'hi'],
    ['Hangul fillers', 'hel\u3164lo\u115f', 'hello'],
    ['signs around a gloss', '\ufff9he\ufffallo\ufffb', 'hello'],
    ['a zero-width sign before a mark', 'e\u200b\u0301', 'é'],
    // White space and punctuation.
    ['white space of any kind is one space', 'a\t\tb\r\n c\u00a0\u3000d\u2028e', 'a b c d e'],
    ['the next-line control is white space', 'a\u0085b', 'a b'],
    ['the Braille blank is a space', 'a\u2800b', 'a b'],
    ['typographic quotes', '‘a’ “b” «c» don’t', '\'a\' "b" "c" don\'t'],
    ['dashes', 'a–b—c‐d−e', 'a-b-c-d-e'],
    ['an ellipsis', 'well…', 'well...'],
    // Signs.
    ['emoji stay', 'ok 👍🏽 👨‍👩‍👧 ❤️', 'ok 👍🏽 👨👩👧 ❤'],
    ['keycaps are their digits', '1️⃣2️⃣', '12'],
    ['flags stay', '🇬🇧 🇺🇸🇫🇷', '🇬🇧 🇺🇸🇫🇷'],
    ['letters made of halves of flags', '🇭🇪🇱🇱🇴', 'hello'],
    ['a blood group stays', 'I am 🅾️ and 🅰', 'i am 🅾 and 🅰'],
    // What is broken.
    ['lone surrogates', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['surrogates parted by what is removed do not meet', '\ud83d\u200b\ude00', '\ufffd\ufffd'],
    ['nothing', '', ''],
    ['nothing that can be seen', '\u200b\u200d\ufeff', ''],
  ])('%s', (_, written, seen) => {
    expect(plain(written)).toBe(seen);
  });

  test('marks beyond what any orthography needs are left out', () => {
    const noise = 'e'.concat('\u0336\u0337\u0338\u0315'.repeat(200));
    expect(plain(noise).length).toBeLessThanOrEqual(10);
    expect(plain(noise)[0]).toBe('e');
  });
});

describe('the way back', () => {
  test('plain ASCII is its own map', () => {
    expect(plainView('Hello\tyou, 12!').map).toBeNull();
  });

  test.each([
    ['one letter from a ligature and its neighbour', 'aﬁb', 'afib', [0, 1, 1, 2], [1, 2, 2, 3]],
    ['white space', 'a  \n b', 'a b', [0, 1, 5], [1, 5, 6]],
    ['a zero-width sign between letters', 'a\u200bb', 'ab', [0, 2], [1, 3]],
    ['a letter with its mark', 'e\u0301a', 'éa', [0, 2], [2, 3]],
    ['a letter of two units', '𝓱i', 'hi', [0, 2], [2, 3]],
    ['white space of plain ASCII', 'a \n\n b', 'a b', [0, 1, 5], [1, 5, 6]],
  ])('%s', (_, written, seen, starts, ends) => {
    const { text, map } = plainView(written);
    expect(text).toBe(seen);
    expect([...map!.starts]).toEqual(starts);
    expect([...map!.ends]).toEqual(ends);
  });

  test('a map drawn late is the map of its own text', () => {
    const first = plainView('a\u200bb  c');
    plainView('quite “another” text\u200b, longer than the first');
    expect([...first.map!.starts]).toEqual([0, 2, 3, 5]);
  });

  test('ASCII of any kind is told letter by letter', () => {
    const ascii = fc.string({ unit: fc.integer({ min: 0, max: 0x7f }).map((c) => String.fromCharCode(c)) });
    fc.assert(
      fc.property(ascii, (text) => {
        const { text: seen, map } = plainView(text);
        for (let at = 0; at < seen.length; at++) {
          const from = map === null ? at : map.starts[at]!;
          const sign = text[from]!;
          expect(seen[at]).toBe(/\s/.test(sign) ? ' ' : sign.toLowerCase());
        }
      }),
    );
  });
});

describe('text of another script as Latin', () => {
  test.each([
    ['сор', 'cop'],
    ['ТАХ', 'tax'],
    ['ты', null],
    ['cop', null],
    ['α', null],
    ['', null],
  ])('%s', (written, read) => {
    expect(latinReading(written)).toBe(read);
  });
});

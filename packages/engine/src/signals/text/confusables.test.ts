import { describe, expect, test } from 'vitest';
import table from './confusables.json' with { type: 'json' };
import { Kind, kindOf, Script, scriptOf } from './confusables.ts';
import { normalize } from './normalize.ts';

const folded = (text: string): string => {
  const { plain, folded } = normalize(text);
  return (folded ?? plain).text;
};

describe('every sign of the table is read as its letter', () => {
  test.each(Object.entries(table.letters))('%s', (letter, signs) => {
    // Among consonants that make no word, so that only the sign itself is asked.
    const other = letter === 'x' ? 'q' : 'x';
    const misread = [...signs].filter(
      (sign) => folded(`${other}${sign}${other}`) !== `${other}${letter}${other}`,
    );
    expect(misread).toEqual([]);
  });

  test.each(Object.entries(table.amongLatin))('%s, among Latin letters', (letter, signs) => {
    const reading: Readonly<Record<string, string>> = {
      2: 'z',
      3: 'e',
      4: 'a',
      5: 's',
      6: 'g',
      7: 't',
      8: 'b',
      9: 'g',
    };
    const misread = [...signs].filter(
      // Capitals of Latin letters look like a digit that their small letter, which is what is read, does not look like.
      (sign) =>
        scriptOf(sign.codePointAt(0)!) > Script.disguise &&
        folded(`xq${sign}xq`) !== `xq${reading[letter] ?? letter}xq`,
    );
    expect(misread).toEqual([]);
  });
});

/** What UTS #39 lists as confusable with each letter, a few of every script it draws on. */
describe('the scripts of UTS #39', () => {
  test.each([
    ['Cyrillic', 'аԁеһіјӏорԛѕѵԝху', 'adehijiopqsvwxy'],
    ['Cyrillic capitals', 'АВСЕНІЈКМОРЅТХУ', 'abcehijkmopstxy'],
    ['Greek', 'αγικνορτυχ', 'ayikvoptux'],
    ['Greek capitals', 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'abezhikmnoptyx'],
    ['Armenian', 'ցհոօզսՕՏՍ', 'ghnoquosu'],
    ['Cherokee', 'ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᎾᏢᎡᏚᎢᏙᎳᎩᏃ', 'abcdeghijklmoprstvwyz'],
    ['Coptic', 'ⲂⲤⲈⲎⲒⲔⲘⲚⲞⲢⲦⲬⲨⲌ', 'bcehlkmnoptxyz'],
    ['Lisu', 'ꓮꓐꓚꓓꓰꓝꓖꓧꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ', 'abcdefghjklmnoprstuvwxyz'],
    ['small capitals', 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
    ['mathematical letters', '𝐚𝑏𝒄𝓭𝔢𝕗𝖌𝗁𝗶𝘫𝙠𝚕', 'abcdefghijkl'],
    ['mathematical Greek', '𝛂𝛖𝛎', 'auv'],
    ['circled and parenthesised', 'ⓐⒷⓒ', 'abc'],
    ['squared, plain and negative', '🄰🅱🅲🅓🅔', 'abcde'],
    ['fullwidth', 'ａｂｃＤＥＦ', 'abcdef'],
    ['letter-like symbols', 'ℂℊℋℐℓℕℙℚℝℤ', 'cghilnpqrz'],
    ['Tifinagh, Deseret, Old Italic', 'ⴹⵔ𐐬𐌂𐌁', 'eoocb'],
    ['stroked Latin', 'ƀđɇɨƙłøŧʉɏƶ', 'bdeiklotuyz'],
  ])('%s', (_, signs, letters) => {
    // Between letters that are surely Latin, two of a kind at most.
    expect([...signs].map((sign) => folded(`fx${sign}fx`).slice(2, -2)).join('')).toBe(letters);
  });

  test('the two halves of the table do not overlap', () => {
    const signs = [...Object.values(table.letters), ...Object.values(table.amongLatin)].flatMap((s) => [
      ...s,
    ]);
    expect(new Set(signs).size).toBe(signs.length);
  });

  test('letters that look like none are none', () => {
    for (const sign of 'жэюψאبहก') expect(kindOf(sign.codePointAt(0)!)).toBeLessThan(Kind.alike);
  });
});

describe('what stands around a letter decides', () => {
  test.each([
    ['a word that mixes Latin and Cyrillic', 'pаssword', 'password'],
    ['a word of look-alikes in a Latin message', 'the сор ran', 'the cop ran'],
    ['a word of look-alikes in a Russian message', 'его сор тут', 'его сор тут'],
    ['a word of look-alikes beside real Russian in a Latin message', 'the сор, привет', 'the сор, привет'],
    ['a word of look-alikes alone', 'сор', 'сор'],
    ['look-alikes of two scripts', 'сοр', 'cop'],
    ['a single letter that is an English word', 'і am а man', 'i am a man'],
    ['a single letter that is none', 'the σ and the р value', 'the σ and the р value'],
    ['a phonetic letter alone', 'the sound ʃ', 'the sound ʃ'],
    ['a Russian word with one Latin letter', 'привeт', 'npnbet'],
    ['Cherokee look-alikes alone', 'ᏚᎪᎷᎬ', 'same'],
  ])('%s', (_, written, read) => {
    expect(folded(written)).toBe(read);
  });
});

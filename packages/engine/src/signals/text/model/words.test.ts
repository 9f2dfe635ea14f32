import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainView } from '../plain.ts';
import { makeWordReader, PUNCTUATION, STAND_INS } from './reader.ts';
import { SHORTHAND } from './shorthand.ts';
import { hashUnits, makeVocabulary } from './vocabulary.ts';
import { readWords } from './words.ts';

/** Commonest first; the words that are taken for rude stand last. */
const RUDE = ['fiddlestick', 'rotter', 'ass'];
const TEXTS = [
  ...'the a i you are not do to is this of and who stupid silly old person hello look at me off of as good'.split(
    ' ',
  ),
  ...SHORTHAND.keys(),
  ...PUNCTUATION,
  STAND_INS.user,
  STAND_INS.url,
  STAND_INS.quantity,
  STAND_INS.foreign,
  ...STAND_INS.numbers,
  '🐒',
  ...RUDE,
];
const vocabulary = makeVocabulary(
  Int32Array.from(TEXTS, (text) => hashUnits(text)),
  Uint8Array.from(TEXTS, (text) => (RUDE.includes(text) ? 2 : 0)),
);
const reader = makeWordReader(vocabulary);

/** The words of a text, unknown ones with a question mark. */
function read(text: string): string {
  const words = readWords(reader, text, plainView(text));
  return [...words.numbers.subarray(0, words.length)]
    .map((number) => (number >= 0 ? TEXTS[number] : `?${words.strangers[-1 - number]}`))
    .join(' ');
}

describe('readWords', () => {
  it.each<[text: string, words: string]>([
    ['You are silly!', 'you are silly !'],
    ["I don't, you're not", 'i do not , you are not'],
    ['u r silly', 'you are silly'],
    ['look at @someone_9 and https://example.org/x?y', 'look at <user> and <url>'],
    ['15 of 300 at 3pm', '<n2> of <n3> at <qty>'],
    ['hello 🐒🐒🐒🐒', 'hello 🐒 🐒'],
    ['hello!!!!!!', 'hello ! !'],
    ['#sillyperson', 'silly person'],
    ['a zorble', 'a ?zorble'],
    ['привет', '<foreign>'],
    ['Scunthorpe', '<foreign>'],
    ['', ''],
  ])('%s', (text, words) => {
    expect(read(text)).toBe(words);
  });

  it.each<[how: string, text: string, words: string]>([
    ['leetspeak', 'y0u 4r3 5tup1d', 'you are stupid'],
    ['signs for letters', '$tup!d r0tt3r', 'stupid rotter'],
    ['numbers among leetspeak', '7h15 15 5tup1d', 'this is stupid'],
    ['a name that is a word', 'y0u 4r3 5tup1d @nd 51lly', 'you are stupid and silly'],
    ['look-alikes', 'yоu аre ѕtuріd', 'you are stupid'],
    ['zero-width', 's\u200bt\u200bu\u200bp\u200bi\u200bd', 'stupid'],
    ['stretched', 'stuuuuupid hellooooo', 'stupid hello'],
    ['stretched, unknown', 'zorrrrble', '?zorble'],
    ['doubled by itself', 'off', 'off'],
    ['apart', 's t u p i d', 'stupid'],
    ['apart, several words', 'y o u a r e s t u p i d', 'you are stupid'],
    ['apart, words further apart', 'y o u   a r e   z o r b l e !', 'you are ?zorble !'],
    ['apart by dots', 's.t.u.p.i.d', 'stupid'],
    ['apart by hyphens, in leetspeak', '5-t-u-p-1-d', 'stupid'],
    ['accents', 'stúpïd', 'stupid'],
    ['masked', 'r*tter', 'rotter'],
    ['nothing to unmask', 's*lly', '?slly'],
  ])('undoes %s', (_how, text, words) => {
    expect(read(text)).toBe(words);
  });

  it('knows where each word stood, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const plain = plainView(text);
        const { length, starts, ends, numbers, strangers } = readWords(reader, text, plain);
        for (let at = 0; at < length; at++) {
          expect(starts[at]).toBeGreaterThanOrEqual(at === 0 ? 0 : starts[at - 1]!);
          expect(ends[at]).toBeGreaterThan(starts[at]!);
          expect(ends[at]).toBeLessThanOrEqual(plain.text.length);
          const number = numbers[at]!;
          if (number < 0) expect(strangers[-1 - number]).toMatch(/./s);
          else expect(number).toBeLessThan(vocabulary.size);
        }
      }),
    );
  });
});

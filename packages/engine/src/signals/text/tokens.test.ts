import { describe, expect, test } from 'vitest';
import { hashWord, tokenize, tokens, wordsOf } from './tokens.ts';

describe('words', () => {
  test.each([
    ['letters and digits', 'one two2 3', ['one', 'two2', '3']],
    ['punctuation parts', 'a,b.c-d_e/f', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['apostrophes between letters belong', "don't y'all's", ["don't", "y'all's"]],
    ['apostrophes at the edges do not', "'quoted' parents'", ['quoted', 'parents']],
    ['emoji are words', 'a👍b ❤', ['a', '👍', 'b', '❤']],
    ['signs are words', 'a&b #c @d 5%', ['a', '&', 'b', '#', 'c', '@', 'd', '5', '%']],
    ['ideographs are words', '你好ok', ['你', '好', 'ok']],
    ['marks belong', 'e\u0336x', ['e\u0336x']],
    ['letters of two units belong', '𐐷𐐲a', ['𐐷𐐲a']],
    ['ideographs of two units are words', '𠀀𠀁', ['𠀀', '𠀁']],
    ['nothing', ' … ', []],
  ])('%s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test.each([
    ['white space and commas', 'a b, c - d', [1, 1, 1, 1]],
    ['strong punctuation', 'a? b; c (d', [1, 0, 0, 0]],
    ['the end of a sentence', 'a. b', [1, 0]],
    ['dots inside and in a row', 'a.b... c', [1, 1, 1]],
    ['too long a gap', 'a ---- b', [1, 0]],
    ['the beginning', '? a', [0]],
  ])('a phrase may come across %s', (_, text, light) => {
    const into = tokens();
    tokenize(text, into);
    expect([...into.light.subarray(0, into.length)]).toEqual(light);
  });

  test('a hash is that of the word without its apostrophes', () => {
    const into = tokens();
    tokenize("don't 👍 你 𐐷a", into);
    const hashes = [...into.hashes.subarray(0, into.length)];
    expect(hashes).toEqual(['dont', '👍', '你', '𐐷a'].map(hashWord));
  });

  test('scratch grows with the text', () => {
    const into = tokens();
    tokenize('a '.repeat(10_000), into);
    expect(into.length).toBe(10_000);
    tokenize('b', into);
    expect(into.length).toBe(1);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashWord } from './tokens.ts';
import { extend, follow, NOWHERE, ROOT, transitions } from './transitions.ts';
import { numberOf, numberOfClass, readWord, vocabulary, withoutApostrophes } from './vocabulary.ts';
import { addWord, findWord, wordTable } from './word-table.ts';

const read = (words: ReturnType<typeof vocabulary>, word: string): number =>
  readWord(words, hashWord(withoutApostrophes(word)), word, 0, word.length, word.search(/['`]/));

describe('words have numbers', () => {
  test('that are found again as they were given', () => {
    const names = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom('a', 'b', 'я', '😀'), minLength: 1, maxLength: 6 }),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(names, (list) => {
        const table = wordTable();
        list.forEach((word, at) => {
          addWord(table, word, at + 1);
        });
        list.forEach((word, at) => {
          const text = `<${word}>`;
          expect(findWord(table, hashWord(word), text, 1, 1 + word.length)).toBe(at + 1);
        });
        expect(findWord(table, hashWord('other'), 'other', 0, 5)).toBe(0);
      }),
    );
  });

  test('a word of the same hash is another word', () => {
    const table = wordTable();
    addWord(table, 'one', 1);
    expect(findWord(table, hashWord('one'), 'two', 0, 3)).toBe(0);
    expect(findWord(table, hashWord('one'), "o'ne", 0, 4)).toBe(1);
    expect(findWord(table, hashWord('one'), 'ones', 0, 4)).toBe(0);
  });

  test('edges lead where they were made to, however many', () => {
    const tree = transitions();
    const nodes = Array.from({ length: 5000 }, (_, symbol) => extend(tree, ROOT, symbol));
    nodes.forEach((node, symbol) => {
      expect(follow(tree, ROOT, symbol)).toBe(node);
      expect(extend(tree, ROOT, symbol)).toBe(node);
    });
    expect(follow(tree, ROOT, 5000)).toBe(NOWHERE);
  });

  test.each([
    ['as it is', 'cat', 'cat', true],
    ['not another', 'cat', 'cats', false],
    ['as a possessive', 'cat', "cat's", true],
    ['not as the possessive of another', 'cat', "cats's", false],
    ['without its apostrophe', "don't", 'dont', true],
    ['with an apostrophe it has not', 'dont', "don't", true],
    ['with a grave accent for it', "don't", 'don`t', true],
    ['not where the apostrophe makes another', 'hell', "he'll", false],
    ['the contraction itself', "he'll", "he'll", true],
  ])('%s: %s', (_, given, written, same) => {
    const words = vocabulary();
    const number = numberOf(words, given, false);
    expect(words.senses[read(words, written)]?.includes(number) ?? false).toBe(same);
  });

  test('texting forms share one of their own', () => {
    const words = vocabulary();
    const texting = numberOf(words, 'you', true);
    const exact = numberOf(words, 'you', false);
    expect(words.senses[read(words, 'u')]).toContain(texting);
    expect(words.senses[read(words, 'u')]).not.toContain(exact);
    expect(words.senses[read(words, 'you')]).toEqual(expect.arrayContaining([texting, exact]));
  });

  test('a class is one, whoever asks', () => {
    const words = vocabulary();
    const colours = numberOfClass(words, ['red', 'blue']);
    expect(numberOfClass(words, ['red', 'blue'])).toBe(colours);
    expect(words.senses[read(words, 'blue')]).toContain(colours);
    expect(read(words, 'green')).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import { findings } from './hits.ts';
import { normalize } from './normalize.ts';
import { forget, isFull } from './phrase-states.ts';
import { addLine, addPhrase, findPhrases, phraseIndex } from './phrases.ts';

const TEXTS = ['are you home alone', 'r u alone', 'you are home', 'where are you', 'nothing at all'];

function setUp() {
  const index = phraseIndex();
  addLine(index, '(are|r) (you|u) (home|) alone', {}, 0);
  addPhrase(index, 'you are home', 1);
  const seen = (text: string) => {
    const found = findings();
    findPhrases(index, normalize(text).plain, found);
    return Array.from({ length: found.length }, (_, at) => [
      found.patterns[at],
      text.slice(found.starts[at], found.ends[at]),
    ]);
  };
  return { index, seen };
}

describe('what is known of the phrases', () => {
  test('may be forgotten at any time', () => {
    const { index, seen } = setUp();
    const first = TEXTS.map(seen);
    expect(first).toEqual([[[0, 'are you home alone']], [[0, 'r u alone']], [[1, 'you are home']], [], []]);
    forget(index.states);
    expect(TEXTS.map(seen)).toEqual(first);
  });

  test('does not outlive a phrase that is added', () => {
    const { index, seen } = setUp();
    expect(seen('where are you')).toEqual([]);
    addPhrase(index, 'where are you', 2);
    expect(seen('where are you')).toEqual([[2, 'where are you']]);
  });

  test('grows with what occurs, and no more', () => {
    const { index, seen } = setUp();
    for (const text of TEXTS) seen(text);
    const known = index.states.known.edges;
    for (const text of TEXTS) seen(text);
    expect(index.states.known.edges).toBe(known);
    expect(isFull(index.states)).toBe(false);
  });

  test('is forgotten when it is too much', () => {
    const { index, seen } = setUp();
    const words = Array.from({ length: 400 }, (_, i) => `w${i.toString(36)}x`);
    for (const word of words) addLine(index, `${word} {words} end`, { words: words.join('|') }, 3);
    // Every pair of words is one more thing to know.
    let most = 0;
    for (const one of words) {
      seen(words.map((other) => `${one} ${other}`).join('. '));
      most = Math.max(most, index.states.known.edges);
    }
    expect(most).toBeLessThan(words.length ** 2 - 10_000);
    expect(TEXTS.map(seen)[0]).toEqual([[0, 'are you home alone']]);
    expect(isFull(index.states)).toBe(false);
  });
});

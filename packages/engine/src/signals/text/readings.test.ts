import { describe, expect, test } from 'vitest';
import { findings } from './hits.ts';
import { normalize } from './normalize.ts';
import { addPhrase, type PhraseIndex, phraseIndex } from './phrases.ts';
import { findInReadings, STEPS_MAX } from './readings.ts';

const WORDS = [
  'a',
  'i',
  'as',
  'is',
  'it',
  'at',
  'all',
  'ill',
  'tall',
  'ass',
  'sit',
  'still',
  'list',
  'tilt',
  'stall',
];

function indexOf(phrases: readonly string[]): PhraseIndex {
  const index = phraseIndex();
  phrases.forEach((phrase, at) => {
    addPhrase(index, phrase, at);
  });
  return index;
}

/** Steps per cell of the lattice. */
function cost(index: PhraseIndex, text: string): number {
  const { lattice } = normalize(text);
  if (lattice === null) throw new Error('the text has no readings');
  return findInReadings(index, lattice, findings()) / lattice.length;
}

describe('the work of reading', () => {
  /** As ambiguous as can be: short words of letters that signs stand for, after one another in every order. */
  const index = indexOf(
    WORDS.flatMap((one) => WORDS.flatMap((two) => WORDS.map((three) => `${one} ${two} ${three}`))),
  );

  test.each([
    ['signs that may be letters', '4!|1t5$7 '],
    ['asterisks', 'a*i*s*t*l*a**'],
    ['stretched letters', 'aaaiiissslllttt '],
    ['stretched signs', 'a!!!|||111$$$555 '],
    ['letters spelled apart', 'a i s t l i l t a s s '],
    ['letters and signs spelled apart', 'a 1 s t 1 i l 7 a $ s '],
  ])('is bounded by the length of the text: %s', (_, part) => {
    const once = cost(index, part.repeat(50));
    const often = cost(index, part.repeat(1000));
    expect(often).toBeLessThanOrEqual(STEPS_MAX);
    expect(often).toBeLessThanOrEqual(once * 1.2);
  });

  test('is small for what people write', () => {
    const steps = cost(index, 'h3y th3re, it is still s0 t4ll th4t i c4nt sit at all, soooo siiiilly l 0 l');
    expect(steps).toBeLessThan(12);
  });

  test('does not keep a phrase from being found behind a hostile text', () => {
    const { lattice } = normalize(`${'4!|1t5$7 '.repeat(500)} 1t 1s t4ll`);
    const found = findings();
    findInReadings(indexOf(['it is tall']), lattice!, found);
    expect(found.length).toBeGreaterThan(0);
  });
});

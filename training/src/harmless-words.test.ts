import { normalize, scoreText } from '@safeward/engine';
import { expect, it } from 'vitest';
import { readHarmlessWords } from './harmless-words.ts';

/** What few users would set lower: nearly the threshold of one in twenty-five harmless posts. */
const THRESHOLD = 0.6;
/** One in a hundred, as the model was meant to do. */
const FLAGGED_MAX = 0.01;

it('hardly any harmless word with the letters of a rude one is taken for one', () => {
  const words = readHarmlessWords();
  expect(words.length).toBeGreaterThan(400);
  const flagged = words.filter((word) => (scoreText(normalize(word))?.toxicity ?? 0) > THRESHOLD);
  expect(flagged.length).toBeLessThanOrEqual(words.length * FLAGGED_MAX);
});

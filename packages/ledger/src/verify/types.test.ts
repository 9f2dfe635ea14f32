import { expect, it } from 'vitest';
import { wordsOfType } from './types.ts';

it.each([
  ['decision', 1, '1 decision'],
  ['decision', 1_200, '1,200 decisions'],
  [
    'order.made',
    2,
    '2 records known to be in the log, of a type that this verifier does not know (order.made)',
  ],
  [
    'constructor',
    1,
    '1 record known to be in the log, of a type that this verifier does not know (constructor)',
  ],
])('%s, %i: %s', (type, count, words) => {
  expect(wordsOfType(type, count)).toBe(words);
});

import { expect, it } from 'vitest';
import { createRefusedLines, describeRefused } from './refused-lines.ts';

it.each<[lines: readonly number[], words: string]>([
  [[3], '1 line could not be read: 3'],
  [[3, 17], '2 lines could not be read: 3, 17'],
  [
    Array.from({ length: 1_234 }, (_, at) => at + 1),
    '1,234 lines could not be read: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 1,224 more',
  ],
])('%#: counts all, names the first', (lines, words) => {
  const refused = createRefusedLines();
  for (const line of lines) refused.add(line);
  expect(refused.count).toBe(lines.length);
  expect(describeRefused(refused)).toBe(words);
});

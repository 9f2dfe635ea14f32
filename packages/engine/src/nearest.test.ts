import { expect, test } from 'vitest';
import { closest } from './nearest.ts';

test.each([
  ['bnad', ['band', 'assurance'], 'band'],
  ['agee', ['age', 'adult'], 'age'],
  ['revue', ['review', 'notify'], 'review'],
  ['Band', ['band'], 'band'],
  ['asks_aeg', ['asks_age', 'asks_photo'], 'asks_age'],
  ['x', ['y'], 'y'],
  ['send', ['age'], undefined],
  ['colour', ['band', 'assurance', 'known'], undefined],
  ['anything', [], undefined],
])('%s among %j', (name, candidates, expected) => {
  expect(closest(name, candidates)).toBe(expected);
});

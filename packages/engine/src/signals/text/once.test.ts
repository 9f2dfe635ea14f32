import { expect, it } from 'vitest';
import { normalize } from './normalize.ts';
import { oncePerText } from './once.ts';

it('computes once for a text that is asked again, and anew for another', () => {
  const asked: string[] = [];
  const length = oncePerText(({ original }) => {
    asked.push(original);
    return original.length;
  });
  const one = normalize('one');
  const three = normalize('three');
  expect([length(one), length(one), length(three), length(three), length(one)]).toEqual([3, 3, 5, 5, 3]);
  expect(asked).toEqual(['one', 'three', 'one']);
});

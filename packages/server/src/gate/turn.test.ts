import { expect, it } from 'vitest';
import { createTurn } from './turn.ts';

it('lets go on together, in their order, what came in one turn, and only when that is over', async () => {
  const turn = createTurn();
  const seen: string[] = [];
  const one = async (name: string) => {
    seen.push(`${name} came`);
    await turn();
    seen.push(`${name} goes on`);
  };
  const both = [one('first'), one('second')];
  await Promise.resolve();
  seen.push('the turn goes on');
  await Promise.all(both);
  expect(seen).toEqual(['first came', 'second came', 'the turn goes on', 'first goes on', 'second goes on']);
});

it('begins anew for what comes later', async () => {
  const turn = createTurn();
  const first = turn();
  await first;
  const second = turn();
  expect(second).not.toBe(first);
  await second;
});

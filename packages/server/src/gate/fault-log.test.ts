import { expect, it } from 'vitest';
import { createLog } from '../platform/log/log.ts';
import { createFaultLog } from './fault-log.ts';

it('a fault is logged once a second, with how many more there were', () => {
  const lines: string[] = [];
  let now = 0;
  const log = createFaultLog(createLog('info', { write: (line: string) => lines.push(line) }), () => now);
  for (now = 0; now < 2_500; now += 10) log(new Error('x'), `e${now}`);
  expect(
    lines
      .map((line) => JSON.parse(line) as { event: string; more: number })
      .map(({ event, more }) => [event, more]),
  ).toEqual([
    ['e0', 0],
    ['e1000', 99],
    ['e2000', 99],
  ]);
});

import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

/** A clock that the test moves, and how many of so many requests pass at once. */
function atClock() {
  let at = 0;
  const pace = createPace(() => at);
  const passed = (count: number, one: () => number) =>
    Array.from({ length: count }, one).filter((wait) => wait === 0).length;
  return {
    pace,
    passed,
    wait(ms: number) {
      at += ms;
    },
  };
}

it('lets 300 be sent from one network at once, then one a second, and says how long to wait', () => {
  const { pace, passed, wait } = atClock();
  const send = () => pace.send('192.0.2.1');
  expect(passed(400, send)).toBe(300);
  expect(send()).toBe(1);
  wait(5_000);
  expect(passed(10, send)).toBe(5);
});

it('knows a network by its IPv4 address, or by the first half of an IPv6 address', () => {
  const { pace, passed } = atClock();
  expect(passed(301, () => pace.send('2001:db8:0:1::1'))).toBe(300);
  expect(pace.send('2001:db8:0:1:ffff::2')).toBeGreaterThan(0);
  expect(pace.send('2001:db8:0:2::1')).toBe(0);
  expect(pace.send('192.0.2.2')).toBe(0);
});

it('bounds saving apart from sending, and forgets a network that is quiet', () => {
  const { pace, passed, wait } = atClock();
  expect(passed(1_300, () => pace.save('192.0.2.3'))).toBe(1_200);
  expect(pace.send('192.0.2.3')).toBe(0);
  wait(11 * 60_000);
  expect(passed(1_300, () => pace.save('192.0.2.3'))).toBe(1_200);
});

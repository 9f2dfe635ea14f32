import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeGuard, describePassed } from './guard.ts';
import { createTally } from './tally.ts';

const held = { action: 'hold', degraded: false } as const;
const allowed = { action: 'allow', degraded: false } as const;

/** A tally with a clock set by hand. */
function tallyOf(...guards: readonly Parameters<typeof completeGuard>[0][]) {
  const clock = { ms: 5_000 };
  const tally = createTally(guards.map(completeGuard), () => clock.ms);
  const count = (times: number, decision: Parameters<typeof tally.count>[0]) => {
    for (let n = 0; n < times; n++) tally.count(decision);
  };
  return { clock, tally, count };
}

describe('a guard', () => {
  it.each([
    ['held', held],
    ['blocked', { action: 'block', degraded: false }],
    ['degraded', { action: 'allow', degraded: true }],
    ['errors', { action: null, degraded: false }],
  ] as const)('on %s is passed by those alone', (watch, decision) => {
    const { tally, count } = tallyOf({ watch, above: 10, at_least: 10 });
    count(90, allowed);
    count(10, decision);
    expect(tally.passed()).toBeNull();
    count(1, decision);
    expect(tally.passed()).toEqual({
      guard: { watch, above: 10, minutes: 5, at_least: 10 },
      decisions: 101,
      counted: 11,
    });
  });

  it('says nothing before there are enough decisions', () => {
    const { tally, count } = tallyOf({ watch: 'held', above: 5, at_least: 100 });
    count(99, held);
    expect(tally.passed()).toBeNull();
    count(1, allowed);
    expect(tally.passed()).toMatchObject({ decisions: 100, counted: 99 });
  });

  it('forgets what is older than its window, and no guard with a longer one does', () => {
    const { tally, count, clock } = tallyOf(
      { watch: 'held', above: 50, minutes: 1, at_least: 1 },
      { watch: 'held', above: 50, minutes: 10, at_least: 1 },
    );
    count(100, held);
    expect(tally.passed()).toMatchObject({ guard: { minutes: 1 } });
    clock.ms += 75_000;
    count(50, allowed);
    expect(tally.passed()).toMatchObject({ guard: { minutes: 10 }, decisions: 150, counted: 100 });
    clock.ms += 3_600_000 * 5;
    expect(tally.passed()).toBeNull();
  });

  it('counts the same as going through all decisions of the window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ after: fc.nat(40_000), held: fc.boolean() }), { maxLength: 60 }),
        fc.constantFrom(1, 2, 5),
        (decisions, minutes) => {
          const { tally, clock } = tallyOf({ watch: 'held', above: 0, minutes, at_least: 1 });
          const made: { at: number; held: boolean }[] = [];
          for (const { after, held: isHeld } of decisions) {
            clock.ms += after;
            tally.count(isHeld ? held : allowed);
            made.push({ at: Math.floor((clock.ms - 5_000) / 10_000), held: isHeld });
          }
          const first = Math.floor((clock.ms - 5_000) / 10_000) - minutes * 6;
          const within = made.filter(({ at }) => at >= first);
          const counted = within.filter((one) => one.held).length;
          const passed = tally.passed();
          expect(passed && [passed.decisions, passed.counted]).toEqual(
            counted > 0 ? [within.length, counted] : null,
          );
        },
      ),
    );
  });

  it('says in words what passed it', () => {
    const guard = completeGuard({ watch: 'held', above: 5 });
    expect(describePassed({ guard, decisions: 240, counted: 31 })).toBe(
      'held 12.9% (31 of 240 decisions in 5 min) is above 5%',
    );
  });
});

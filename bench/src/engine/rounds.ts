import { median, percentile } from '../statistics.ts';
import type { EngineCase } from './case.ts';
import { decideAll, type From, timeEach } from './work.ts';

/** What one round of a case found. */
export interface Round {
  /** Events for a second of processor time, that of the garbage collector's and compiler's threads included. */
  readonly perCpuSecond: number;
  /** Events for a second by the clock on the wall. */
  readonly perSecond: number;
  /** Of single decisions, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Goes through the events of a case again and again for half of the time, then at least once with a look at the clock
 * before and after each decision: looking costs, so the two are not mixed.
 */
export function playRound(engineCase: EngineCase, from: From, ms: number): Round {
  const before = process.cpuUsage();
  const began = performance.now();
  let passes = 0;
  do {
    decideAll(engineCase, from);
    passes++;
  } while (performance.now() - began < ms / 2);
  const seconds = (performance.now() - began) / 1e3;
  const { user, system } = process.cpuUsage(before);
  const events = passes * engineCase.events.length;
  const each: number[] = [];
  do each.push(...timeEach(engineCase, from));
  while (performance.now() - began < ms);
  return {
    perCpuSecond: events / ((user + system) / 1e6),
    perSecond: events / seconds,
    p50: percentile(each, 50),
    p99: percentile(each, 99),
  };
}

/** The middle of the rounds, figure by figure. */
export function middleOf(rounds: readonly Round[]): Round {
  const middle = (name: keyof Round): number => median(rounds.map((round) => round[name]));
  return {
    perCpuSecond: middle('perCpuSecond'),
    perSecond: middle('perSecond'),
    p50: middle('p50'),
    p99: middle('p99'),
  };
}

import { MAX_COUNT, parseRate, type Rate } from '@safeward/server';
import { Mistake } from '../mistake.ts';

/** A key's own limit, as it is given on the command line. */
export interface RateOptions {
  /** `100/s` */
  readonly rate?: string | undefined;
  readonly burst?: string | undefined;
}

/**
 * @returns null where none is given
 * @throws {Mistake} where it is none
 */
export function readRate({ rate, burst }: RateOptions): Rate | null {
  if (burst !== undefined && !(/^[1-9]\d{0,6}$/.test(burst) && Number(burst) <= MAX_COUNT))
    throw new Mistake(`--burst takes a number from 1 to ${MAX_COUNT}.`);
  if (rate === undefined) {
    if (burst !== undefined) throw new Mistake('--burst goes with --rate.');
    return null;
  }
  const read = parseRate(rate, burst === undefined ? undefined : Number(burst));
  if (read === null)
    throw new Mistake(
      `--rate takes a rate such as 100/s, 6000/min or 100000/h, of at most ${MAX_COUNT}, not “${rate}”.`,
    );
  return read;
}

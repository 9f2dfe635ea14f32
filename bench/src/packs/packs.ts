import { parseVerifierKey, verifyPack } from '@safeward/ledger';
import type { Options } from '../arguments.ts';
import { CannotMeasure } from '../cannot-measure.ts';
import { judge } from '../goal.ts';
import { describeMachine } from '../machine.ts';
import { formatNumber } from '../output/number.ts';
import type { Progress } from '../output/progress.ts';
import { formatPairs, formatTable } from '../output/table.ts';
import type { Report, Result } from '../result.ts';
import { median, range } from '../statistics.ts';
import { inventPack } from './invent.ts';

export interface PacksSize {
  readonly records: number;
  readonly rounds: number;
}

const SIZE: PacksSize = { records: 100_000, rounds: 5 };
const GOAL = {
  what: 'Verifying a pack',
  unit: 'records/s',
  bound: 'at least',
  goal: 20_000,
} as const;
/** Places between two records: all of a log, and what one account has among others. */
const APART = [1, 10] as const;

/**
 * Verifies packs of invented decisions with all their parts shown: the whole of it, from the bytes of the ZIP in memory
 * to the report, in one thread.
 *
 * @throws {CannotMeasure} where a pack does not verify
 */
export async function benchPacks(_options: Options, say: Progress, size: PacksSize = SIZE): Promise<Report> {
  const { records, rounds } = size;
  const results: Result[] = [];
  const rows: (readonly string[])[] = [];
  for (const apart of APART) {
    say(`inventing a pack, ${apart === 1 ? 'of neighbours' : `one of ${apart} leaves`} …`);
    const { pack, vkey } = await inventPack(records, apart);
    const speeds: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      say(round === 0 ? 'warm-up …' : `round ${round} of ${rounds} …`);
      const speed = records / (await secondsFor(pack, vkey));
      if (round > 0) speeds.push(speed);
    }
    const { least, most } = range(speeds);
    const each = pack.length / records;
    const name = `records=${records} one-of=${apart}`;
    results.push(
      { bench: 'packs', case: name, value: median(speeds), unit: 'records/s' },
      { bench: 'packs', case: `${name} size`, value: each, unit: 'B/record' },
    );
    rows.push([
      `one of ${apart}`,
      formatNumber(median(speeds)),
      `(${formatNumber(least)}–${formatNumber(most)})`,
      formatNumber(each),
      formatNumber(pack.length / 2 ** 20),
    ]);
  }
  const worst = Math.min(...results.filter(({ unit }) => unit === 'records/s').map(({ value }) => value));
  const text = [
    'Packs: from the bytes of a ZIP to what it proves, in one thread\n\n',
    formatPairs([
      ...describeMachine(),
      ['packs', `${formatNumber(records, 6)} invented decisions, all five parts shown, ${rounds} rounds`],
    ]),
    '\n',
    formatTable([['leaves of the log', 'records/s', '(least–most)', 'bytes each', 'MiB'], ...rows]),
    `\n${judge(GOAL, worst)}\n`,
  ].join('');
  return { results, text };
}

async function secondsFor(pack: Buffer, vkey: string): Promise<number> {
  const key = parseVerifierKey(vkey);
  if (!key.ok) throw new CannotMeasure(`The key ${key.detail}.`);
  const read = async (offset: number, length: number) => pack.subarray(offset, offset + length);
  const began = performance.now();
  const verdict = await verifyPack({ size: pack.length, read }, { keys: [key.value] });
  if (!verdict.ok) throw new CannotMeasure(`The pack does not verify: ${verdict.what} ${verdict.detail}.`);
  return (performance.now() - began) / 1_000;
}

import type { OpenLoad } from '../gate/load/open.ts';
import type { Kept, Memory } from '../gate/side/protocol.ts';
import { describeDisk, describeMachine } from '../machine.ts';
import { formatMilliseconds, formatNumber, formatShare } from '../output/number.ts';
import { formatPairs, formatTable } from '../output/table.ts';
import type { Report, Result } from '../result.ts';
import { median, percentile } from '../statistics.ts';
import { type Trend, trendOf } from './trend.ts';

/** The memory of the server, so many seconds after the load began. */
export interface Look extends Memory {
  readonly at: number;
}

export interface SoakFindings {
  readonly seconds: number;
  /** Requests a second. */
  readonly rate: number;
  readonly practice: string;
  readonly looks: readonly Look[];
  readonly load: OpenLoad;
  readonly kept: Kept;
}

const MIB = 1024 * 1024;
/** Rows of the table: of a soak of ten minutes, one for each. */
const PARTS = 10;
/** At the start everything grows: code is compiled, tables are widened, pools are filled. */
const SETTLING = 1 / 3;
/** Stretches of which each gives one value to the test: the least of the heap, which is what garbage leaves behind. */
const STRETCHES = 20;
/** A rise over the rest of the time, by the robust line, of up to this share of the median is called flat. */
const FLAT = 0.05;

interface Series {
  readonly name: string;
  readonly trend: Trend;
}

export function reportSoak(findings: SoakFindings): Report {
  const series = [
    seriesOf('heap', findings, (looks) => Math.min(...looks.map(({ heapUsed }) => heapUsed))),
    seriesOf('RSS', findings, (looks) => median(looks.map(({ rss }) => rss))),
  ];
  const { load, rate } = findings;
  const results: Result[] = [
    ...series.map(({ name, trend }) => ({
      bench: 'soak',
      case: `${name} growth`,
      value: (trend.slope * 60) / MIB,
      unit: 'MiB/min',
    })),
    ...[50, 99].map((percent) => ({
      bench: 'soak',
      case: `rate=${rate} p${percent}`,
      value: percentile(load.latencies, percent),
      unit: 'ms',
    })),
  ];
  return { results, text: textOf(findings, series) };
}

function seriesOf(
  name: string,
  { looks, seconds }: SoakFindings,
  measure: (looks: readonly Look[]) => number,
): Series {
  const settled = looks.filter(({ at }) => at >= seconds * SETTLING);
  const samples = partsOf(settled, STRETCHES).map((part) => {
    const at = median(part.map((look) => look.at));
    return [at, measure(part)] as const;
  });
  return { name, trend: trendOf(samples) };
}

/** Cuts looks into so many parts of the same length, as nearly as it goes; none is empty. */
function partsOf(looks: readonly Look[], count: number): readonly (readonly Look[])[] {
  const bound = (n: number): number => Math.round((n * looks.length) / count);
  return Array.from({ length: count }, (_, n) => looks.slice(bound(n), bound(n + 1))).filter(
    ({ length }) => length > 0,
  );
}

function textOf(
  { seconds, rate, practice, looks, load, kept }: SoakFindings,
  series: readonly Series[],
): string {
  const rows = partsOf(looks, PARTS).map((part) => [
    `until ${formatNumber(part.at(-1)?.at ?? 0)} s`,
    mib(median(part.map(({ rss }) => rss))),
    mib(Math.max(...part.map(({ rss }) => rss))),
    mib(Math.min(...part.map(({ heapUsed }) => heapUsed))),
    mib(Math.max(...part.map(({ heapUsed }) => heapUsed))),
  ]);
  return [
    'The server under an even load for long\n\n',
    formatPairs([
      ...describeMachine(),
      describeDisk(),
      ['load', `${rate} requests/s for ${formatNumber(seconds, 4)} s, open loop, practice ${practice}`],
      ['records', `${formatNumber(kept.records, 7)} acknowledged, and as many found in the database`],
      [
        'latency',
        `p50 ${formatMilliseconds(percentile(load.latencies, 50))}, p99 ${formatMilliseconds(percentile(load.latencies, 99))}`,
      ],
      [
        'processor',
        `${formatNumber((kept.cpuSeconds / kept.records) * 1e6)} µs a request, of the server’s process`,
      ],
    ]),
    '\n',
    formatTable([['MiB', 'RSS', 'RSS most', 'heap least', 'heap most'], ...rows]),
    `\n  The test: Theil and Sen’s line over the last ${formatShare(1 - SETTLING)} of the time; flat where it rises by no more than\n`,
    `  ${formatShare(FLAT)} of the median. heap: the least of each stretch, which is what a collection leaves behind.\n\n`,
    ...series.map(verdict),
  ].join('');
}

function verdict({ name, trend }: Series): string {
  const said = `${name}: ${formatNumber((trend.slope * 60) / MIB, 2)} MiB a minute, ${formatNumber(trend.rise * 100, 2)} % over that time`;
  return trend.rise <= FLAT ? `✓ ${said}: flat.\n` : `✗ ${said}: it grows.\n`;
}

function mib(bytes: number): string {
  return formatNumber(bytes / MIB);
}

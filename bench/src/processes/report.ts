import { judge } from '../goal.ts';
import { describeDisk, describeMachine } from '../machine.ts';
import { formatMilliseconds, formatNumber } from '../output/number.ts';
import { formatPairs, formatTable } from '../output/table.ts';
import type { Report, Result } from '../result.ts';
import { median, medianOfRatios, range } from '../statistics.ts';
import type { Change } from './change.ts';
import type { ProcessesSize } from './size.ts';

export interface ProcessesFindings {
  readonly size: ProcessesSize;
  readonly practice: string;
  /** Requests a second. */
  readonly pairs: readonly { readonly one: number; readonly two: number }[];
  readonly changes: readonly Change[];
}

const LEAST_RATIO = 1.5;
const MOST_MS = 1_000;

export function reportProcesses({ size, practice, pairs, changes }: ProcessesFindings): Report {
  const ratios = pairs.map(({ one, two }) => [two, one] as const);
  const ratio = medianOfRatios(ratios);
  const apart = range(pairs.map(({ one, two }) => two / one));
  const seen = changes.map(({ seenByAll }) => seenByAll);
  const longest = changes.map(({ longestAnswer }) => longestAnswer);
  const change = (name: string, values: readonly number[]): Result[] => [
    { bench: 'processes', case: `${name}, median`, value: median(values), unit: 'ms' },
    { bench: 'processes', case: `${name}, most`, value: Math.max(...values), unit: 'ms' },
  ];
  const throughput: Result = {
    bench: 'processes',
    case: 'two gates',
    value: median(pairs.map(({ two }) => two)),
    unit: 'requests/s',
    beside: { peer: 'one gate', value: median(pairs.map(({ one }) => one)), ratio },
  };
  const changed = [...change('change seen by both', seen), ...change('longest answer during it', longest)];
  const text = [
    'Two gates on one database\n\n',
    formatPairs([
      ...describeMachine(),
      describeDisk(),
      [
        'load',
        `${size.connections} connections in all, closed loop, from another process; practice ${practice}`,
      ],
      [
        'rounds',
        `${pairs.length} pairs in turns after a warm-up; all of it, PostgreSQL too, shares the cores above`,
      ],
      ['changes', `${changes.length} practices of ${size.measures} measures, put in force through one gate`],
    ]),
    '\n',
    formatTable([
      ['', 'two gates', 'one gate', 'ratio'],
      [
        'requests/s',
        formatNumber(throughput.value),
        formatNumber(throughput.beside?.value ?? 0),
        `${formatNumber(ratio)} (${formatNumber(apart.least)}–${formatNumber(apart.most)})`,
      ],
    ]),
    '\n',
    formatTable(changed.map(({ case: name, value }) => [name, formatMilliseconds(value)])),
    '\n',
    `${judge({ what: 'two gates over one', unit: '', bound: 'at least', goal: LEAST_RATIO }, ratio)}\n`,
    `${judge({ what: 'a change seen by both, at most', unit: 'ms', bound: 'below', goal: MOST_MS }, Math.max(...seen))}\n`,
  ].join('');
  return { results: [throughput, ...changed], text };
}

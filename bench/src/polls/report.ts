import type { Options } from '../arguments.ts';
import { judge } from '../goal.ts';
import { describeMachine } from '../machine.ts';
import { formatNumber } from '../output/number.ts';
import { formatPairs, formatTable } from '../output/table.ts';
import type { Report } from '../result.ts';
import { median, range } from '../statistics.ts';

/** What a run took. */
export interface Spent {
  readonly seconds: number;
  /** Of all threads of the process. */
  readonly cpuSeconds: number;
}

export interface Measured {
  readonly respondents: number;
  readonly columns: number;
  readonly bytes: number;
  readonly profiles: number;
  readonly ours: readonly Spent[];
  readonly parsing: readonly Spent[];
}

const GOAL = { what: 'Reading, weighting and tabulating', unit: 's', bound: 'below', goal: 5 } as const;

export function reportPolls({ seed }: Options, measured: Measured): Report {
  const { respondents, columns, bytes, profiles, ours, parsing } = measured;
  const middle = (runs: readonly Spent[], what: keyof Spent): number => median(runs.map((run) => run[what]));
  const name = `respondents=${respondents} columns=${columns}`;
  const row = (label: string, runs: readonly Spent[]): readonly string[] => {
    const { least, most } = range(runs.map(({ seconds }) => seconds));
    return [
      label,
      formatNumber(middle(runs, 'seconds')),
      `(${formatNumber(least)}–${formatNumber(most)})`,
      formatNumber(middle(runs, 'cpuSeconds')),
    ];
  };
  const wall = middle(ours, 'seconds');
  const text = [
    'Polls: from the bytes of a CSV file to every figure of every table\n\n',
    formatPairs([
      ...describeMachine(),
      [
        'poll',
        `${formatNumber(respondents, 6)} respondents, ${columns} columns, ${formatNumber(bytes / 2 ** 20)} MiB, from seed ${seed}`,
      ],
      ['weighting', `raked to four margins, trimmed to 0.2–5; ${formatNumber(profiles, 6)} profiles`],
      ['tables', 'every question by five breaks: shares, linearised and Kish errors, z and letters'],
    ]),
    '\n',
    formatTable([
      ['', 'seconds', '(least–most)', 'CPU seconds'],
      row('tabulated', ours),
      row('only parsed', parsing),
    ]),
    '\n  only parsed: the same bytes by the same parser, in the same run; the rest is counting and computing.\n\n',
    `${judge(GOAL, wall)}\n`,
  ].join('');
  return {
    results: [
      {
        bench: 'polls',
        case: name,
        value: wall,
        unit: 's',
        beside: {
          peer: 'only parsed',
          value: middle(parsing, 'seconds'),
          ratio: middle(parsing, 'seconds') / wall,
        },
      },
      { bench: 'polls', case: `${name} cpu`, value: middle(ours, 'cpuSeconds'), unit: 's' },
    ],
    text,
  };
}

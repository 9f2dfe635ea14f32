import type { Options } from '../arguments.ts';
import { type Goal, judge } from '../goal.ts';
import { describeMachine } from '../machine.ts';
import { formatNumber } from '../output/number.ts';
import { formatPairs, formatTable } from '../output/table.ts';
import type { Report } from '../result.ts';
import { median, range } from '../statistics.ts';

export interface Measured {
  readonly name: string;
  readonly rounds: readonly { readonly perCpuSecond: number; readonly perSecond: number }[];
}

export interface PdqFindings {
  readonly options: Options;
  readonly measured: readonly Measured[];
  /** Of the file that is decoded as well. */
  readonly jpegBytes: number;
}

/** Five times what the reference in C++ did on machines of this kind: 22.5, 3.85 and 405 ms an image, one core. */
const GOALS: Readonly<Record<string, number>> = {
  '512x512': 5 / 0.003_85,
  '1600x1004': 5 / 0.0225,
  '4000x3000': 5 / 0.405,
  '1600x1004 jpeg': 70,
};

const ELSEWHERE =
  'Elsewhere, not in this run: the reference in C++ took 21–24 ms for 1600x1004, 3.2–4.5 ms for 512x512 and 405 ms for\n' +
  '12 million pixels on one core of such a machine, decoding apart. The goals are five times the middle of these.\n';

export function reportPdq({ options, measured, jpegBytes }: PdqFindings): Report {
  return {
    results: measured.flatMap(({ name, rounds }) => [
      { bench: 'pdq', case: name, value: middle(rounds, 'perCpuSecond'), unit: 'images/s' },
      { bench: 'pdq', case: `${name} wall`, value: middle(rounds, 'perSecond'), unit: 'images/s' },
    ]),
    text: [
      'Hashing images with PDQ, one after the other, over all their pixels\n\n',
      formatPairs([
        ...describeMachine(),
        [
          'images',
          `invented from seed ${options.seed}; “jpeg” begins with a file of ${formatNumber(jpegBytes / 1000)} kB`,
        ],
        ['rounds', `${measured[0]?.rounds.length ?? 0} for each case, the cases in turn, after a warm-up`],
      ]),
      '\n',
      formatTable([
        ['', 'images/CPU s', '(least–most)', 'images/s', 'ms each'],
        ...measured.map(({ name, rounds }) => {
          const value = middle(rounds, 'perCpuSecond');
          const { least, most } = range(rounds.map(({ perCpuSecond }) => perCpuSecond));
          return [
            name,
            formatNumber(value),
            `${formatNumber(least)}–${formatNumber(most)}`,
            formatNumber(middle(rounds, 'perSecond')),
            formatNumber(1000 / value),
          ];
        }),
      ]),
      '\n  images/CPU s, ms each: of processor time, all threads of the process; images/s: by the clock on the wall, which\n' +
        '  neighbours on the machine slow down. Medians of the rounds.\n\n',
      measured.map(judgeCase).join(''),
      `\n${ELSEWHERE}`,
    ].join(''),
  };
}

function middle(rounds: Measured['rounds'], of: 'perCpuSecond' | 'perSecond'): number {
  return median(rounds.map((round) => round[of]));
}

function judgeCase({ name, rounds }: Measured): string {
  const goal = GOALS[name];
  if (goal === undefined) return '';
  const wanted: Goal = { what: name, unit: 'images/s', bound: 'at least', goal };
  return `${judge(wanted, middle(rounds, 'perCpuSecond'))}\n`;
}

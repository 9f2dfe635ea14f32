import type { Options } from '../arguments.ts';
import { type Goal, judge } from '../goal.ts';
import { describeMachine } from '../machine.ts';
import { formatNumber } from '../output/number.ts';
import { formatPairs, formatTable } from '../output/table.ts';
import type { Report, Result } from '../result.ts';
import { median, medianOfRatios, range } from '../statistics.ts';
import type { Case } from './case.ts';
import { PEER_VARIABLE, PYTHON_VARIABLE, type Run } from './peer.ts';
import type { Together } from './two-threads.ts';

export interface Measured {
  readonly case: Case;
  readonly runs: readonly { readonly ours: Run; readonly theirs: Run | null }[];
}

export interface MeasuredTogether {
  readonly case: Case;
  readonly runs: readonly Together[];
}

export interface MatchingFindings {
  readonly options: Options;
  readonly measured: readonly Measured[];
  readonly together: readonly MeasuredTogether[];
}

const PEER = 'faiss-multihash';

/** By case: how many times the peer's lookups a second. */
const GOALS: Readonly<Record<string, number>> = {
  'n=1000000 uniform': 12,
  'n=1000000 clustered': 4,
  'n=5000000 uniform': 40,
};

export function reportMatching(findings: MatchingFindings): Report {
  const { measured, together } = findings;
  return {
    results: [...measured.flatMap(resultsOf), ...together.flatMap(resultsTogether)],
    text: textOf(findings),
  };
}

function nameOf({ rows, kind }: Case): string {
  return `n=${rows} ${kind}`;
}

/** Of each of the two, and how they compare in the same round. */
function compared({ runs }: Measured) {
  const ours = runs.map((run) => run.ours.queries_per_s);
  const pairs = runs.flatMap((run) =>
    run.theirs === null ? [] : [[run.ours.queries_per_s, run.theirs.queries_per_s] as const],
  );
  const beside =
    pairs.length === 0
      ? undefined
      : { peer: PEER, value: median(pairs.map(([, theirs]) => theirs)), ratio: medianOfRatios(pairs) };
  return { ours, value: median(ours), beside, build: median(runs.map((run) => run.ours.build_s)) };
}

function resultsOf(one: Measured): readonly Result[] {
  const { value, beside, build } = compared(one);
  const name = nameOf(one.case);
  return [
    { bench: 'matching', case: name, value, unit: 'lookups/s', ...(beside && { beside }) },
    { bench: 'matching', case: `${name} build`, value: build, unit: 's' },
  ];
}

function resultsTogether({ case: one, runs }: MeasuredTogether): readonly Result[] {
  const name = `${nameOf(one)} two threads`;
  return [
    { bench: 'matching', case: name, value: median(runs.map((run) => run.queries_per_s)), unit: 'lookups/s' },
    { bench: 'matching', case: `${name} build`, value: median(runs.map((run) => run.build_s)), unit: 's' },
    {
      bench: 'matching',
      case: `${name} memory`,
      value: median(runs.map((run) => run.megabytes)),
      unit: 'MB',
    },
  ];
}

function textOf({ options, measured, together }: MatchingFindings): string {
  const rounds = measured[0]?.runs.length ?? together[0]?.runs.length ?? 0;
  const alone = measured.every(({ runs }) => runs.every(({ theirs }) => theirs === null));
  return [
    'Looking hashes of 256 bits up, all within 31 bits\n\n',
    formatPairs([
      ...describeMachine(),
      [
        'hashes',
        `invented from seed ${options.seed}; clustered: 2,000 near-duplicates each, up to 8 bits from their middle`,
      ],
      ['looked for', 'rows with up to 44 bits turned; of the uniform ones every second is by chance'],
      [
        'rounds',
        `${rounds} for each case, the two in turn, one thread each, a process of its own for each run`,
      ],
    ]),
    '\n',
    formatTable([
      ['', 'lookups/s', '(least–most)', PEER, 'times', 'built in', 'pairs'],
      ...measured.map(rowOf),
      ...together.map(rowTogether),
    ]),
    '\n  times: the median of what the rounds say, each beside its own. Both find the same pairs, or there are no figures.\n',
    alone
      ? `\nThere is nothing beside it: name a program that asks FAISS in ${PEER_VARIABLE}, and its Python in ${PYTHON_VARIABLE}.\n`
      : '',
    '\n',
    measured.map(judgeCase).join(''),
    together.map(judgeTogether).join(''),
  ].join('');
}

function rowOf(one: Measured): readonly string[] {
  const { ours, value, beside, build } = compared(one);
  const { least, most } = range(ours);
  return [
    nameOf(one.case),
    formatNumber(value),
    `${formatNumber(least)}–${formatNumber(most)}`,
    beside === undefined ? '' : formatNumber(beside.value),
    beside === undefined ? '' : formatNumber(beside.ratio),
    `${formatNumber(build)} s`,
    formatNumber(one.runs[0]?.ours.pairs ?? 0, 12),
  ];
}

function rowTogether({ case: one, runs }: MeasuredTogether): readonly string[] {
  const each = runs.map((run) => run.queries_per_s);
  const { least, most } = range(each);
  return [
    `${nameOf(one)}, two threads`,
    formatNumber(median(each)),
    `${formatNumber(least)}–${formatNumber(most)}`,
    '',
    '',
    `${formatNumber(median(runs.map((run) => run.build_s)))} s`,
    formatNumber(runs[0]?.pairs ?? 0, 12),
  ];
}

function judgeCase(one: Measured): string {
  const { beside, build } = compared(one);
  const name = nameOf(one.case);
  const goals: (readonly [Goal, number])[] = [];
  const times = GOALS[name];
  if (times !== undefined && beside !== undefined)
    goals.push([{ what: `${name}, times ${PEER}`, unit: '', bound: 'at least', goal: times }, beside.ratio]);
  if (name === 'n=1000000 uniform')
    goals.push([{ what: `${name}, built in`, unit: 's', bound: 'below', goal: 1 }, build]);
  return goals.map(([goal, value]) => `${judge(goal, value)}\n`).join('');
}

function judgeTogether({ case: one, runs }: MeasuredTogether): string {
  const name = `${nameOf(one)}, two threads`;
  const speed: Goal = { what: name, unit: 'lookups/s', bound: 'at least', goal: 4000 };
  const memory: Goal = { what: `${name}, memory`, unit: 'MB', bound: 'below', goal: 3000 };
  return (
    `${judge(speed, median(runs.map((run) => run.queries_per_s)))}\n` +
    `${judge(memory, median(runs.map((run) => run.megabytes)))}\n`
  );
}

import { TEXT_SIGNALS } from '@safeward/engine';
import type { Options } from '../arguments.ts';
import { type Goal, judge } from '../goal.ts';
import { TRAITS } from '../input/text.ts';
import { describeMachine } from '../machine.ts';
import { formatMilliseconds, formatNumber, formatShare } from '../output/number.ts';
import { formatPairs, formatTable } from '../output/table.ts';
import type { Report, Result } from '../result.ts';
import { median, range } from '../statistics.ts';
import { type CaseId, type EngineCase, FRAGMENT_SHARE, TEXT_LENGTH } from './case.ts';
import { middleOf, type Round } from './rounds.ts';
import { type Shares, STAGES } from './stages.ts';
import { FROM, type From } from './work.ts';

/** What was found out about one case. */
export interface Measured {
  readonly case: EngineCase;
  readonly rounds: Readonly<Record<From, readonly Round[]>>;
  /** Of deciding parsed events. */
  readonly shares: Shares;
  /** Share of the events on which a measure acts. */
  readonly matched: number;
}

export interface EngineFindings {
  readonly options: Options;
  readonly measured: readonly Measured[];
  /** Cases that are left out, and why. */
  readonly missing: readonly { readonly id: CaseId; readonly refused: string }[];
}

const GOALS: Readonly<Record<string, number>> = { 'measures=100': 20_000, 'measures=300': 15_000 };

/** Published elsewhere, of evaluators alone: events for a second of processor time at 1, 10, 100 and 300 rules. */
const ELSEWHERE =
  'Elsewhere, not in this run: published figures of two rule engines, evaluator only, without signals, logging and\n' +
  'storage, at 1 / 10 / 100 / 300 rules: 57,000 / 6,700 / 600 / 190 (one in TypeScript) and 2,000 / 1,200 / 110 / 30\n' +
  '(one in Python) events for a second of processor time. Another machine, other rules: for the shape, not the ratio.\n';

export function reportEngine(findings: EngineFindings): Report {
  return { results: findings.measured.flatMap(resultsOf), text: textOf(findings) };
}

function resultsOf(measured: Measured): readonly Result[] {
  return FROM.flatMap((from) => {
    const { perCpuSecond, perSecond, p50, p99 } = middleOf(measured.rounds[from]);
    const name = nameOf(measured, from);
    return [
      { bench: 'engine', case: name, value: perCpuSecond, unit: 'events/s' },
      { bench: 'engine', case: `${name} wall`, value: perSecond, unit: 'events/s' },
      { bench: 'engine', case: `${name} p50`, value: p50 * 1000, unit: 'µs' },
      { bench: 'engine', case: `${name} p99`, value: p99 * 1000, unit: 'µs' },
    ];
  });
}

function nameOf({ case: { name } }: Measured, from: From): string {
  return from === 'json' ? `${name} json` : name;
}

function textOf({ options, measured, missing }: EngineFindings): string {
  return [
    'The engine: one decision after another, on one core\n\n',
    formatPairs([...describeMachine(), ...describeInput(options, measured)]),
    '\n',
    formatTable([
      ['', 'events/CPU s', '(least–most)', 'events/s', 'p50', 'p99', 'acted on'],
      ...measured.flatMap((one) => FROM.map((from) => rowOf(one, from))),
    ]),
    '\n  events/CPU s: for a second of processor time, all threads of the process; events/s: by the clock on the wall,\n' +
      '  which neighbours on the machine slow down; p50, p99: of single decisions by that clock. Medians of the rounds.\n' +
      '  “json” begins with the bytes of a request: parsing and checking the event are included.\n',
    '\nWhere the time goes, for one event (V8’s sampling profiler, in a run of its own)\n\n',
    formatTable([['', 'parse', ...STAGES], ...measured.map(stagesOf)]),
    '\n  parse: what “json” takes longer. The text is normalised and scanned when a condition first asks for it, and that\n' +
      '  is counted there. collector: of garbage; other: what a decision stands on, and the loop around it.\n',
    ...missing.map(({ id, refused }) => `\nThe case ${id} is left out. ${refused}\n`),
    '\n',
    measured.map(judgeCase).join(''),
    `\n${ELSEWHERE}`,
  ].join('');
}

function describeInput(
  options: Options,
  measured: readonly Measured[],
): readonly (readonly [string, string])[] {
  const [first] = measured;
  const rounds = first?.rounds.event.length ?? 0;
  const { spoken, disguised, emoji, typographic, number, link } = TRAITS;
  return [
    [
      'events',
      `${formatNumber(first?.case.events.length ?? 0)} for each case, invented from seed ${options.seed}`,
    ],
    [
      'texts',
      `${TEXT_LENGTH.join('–')} characters; ${formatShare(FRAGMENT_SHARE)} hold words of a measure, ${formatShare(disguised)} a disguised word, ${formatShare(spoken)} a sentence for signals,`,
    ],
    [
      '',
      `${formatShare(emoji)} an emoji, ${formatShare(typographic)} typographic apostrophes, ${formatShare(number)} a number, ${formatShare(link)} a link; the text of every event is read`,
    ],
    [
      'measures',
      'ten shapes in turn, each measure with words of its own: three on words, one on a list, one on a phrase, two on',
    ],
    [
      '',
      'RE2 patterns, three on signals; eight for some kinds of events only, five with conditions on age, connection,',
    ],
    [
      '',
      `account or audience too (docs/performance.md shows them). Signals: the engine’s ${TEXT_SIGNALS.length}, in turn`,
    ],
    ['rounds', `${rounds} for each case, the cases in turn, after a warm-up`],
  ];
}

function rowOf(measured: Measured, from: From): readonly string[] {
  const rounds = measured.rounds[from];
  const { perCpuSecond, perSecond, p50, p99 } = middleOf(rounds);
  const { least, most } = range(rounds.map((round) => round.perCpuSecond));
  return [
    nameOf(measured, from),
    formatNumber(perCpuSecond),
    `${formatNumber(least)}–${formatNumber(most)}`,
    formatNumber(perSecond),
    formatMilliseconds(p50),
    formatMilliseconds(p99),
    formatShare(measured.matched),
  ];
}

function stagesOf({ case: { name }, rounds, shares }: Measured): readonly string[] {
  const each = ({ perCpuSecond }: Pick<Round, 'perCpuSecond'>): number => 1000 / perCpuSecond;
  const whole = each(middleOf(rounds.event));
  // Round by round, for what is next to each other in time was disturbed alike.
  const parse = median(rounds.json.map((round, n) => each(round) - each(rounds.event[n] ?? round)));
  return [name, ...[parse, ...STAGES.map((stage) => shares[stage] * whole)].map(formatMilliseconds)];
}

function judgeCase({ case: { name }, rounds }: Measured): string {
  const goal = GOALS[name];
  if (goal === undefined) return '';
  const wanted: Goal = { what: name, unit: 'events/s', bound: 'at least', goal };
  return `${judge(wanted, middleOf(rounds.event).perCpuSecond)}\n`;
}

import type { Options } from '../arguments.ts';
import { judge } from '../goal.ts';
import { describeDisk, describeMachine } from '../machine.ts';
import { formatMilliseconds, formatNumber, formatShare } from '../output/number.ts';
import { formatPairs, formatTable } from '../output/table.ts';
import type { Report, Result } from '../result.ts';
import { median, medianOfRatios, percentile, range } from '../statistics.ts';
import type { Load } from './load/load.ts';
import type { OpenLoad } from './load/open.ts';
import { TEXT_LENGTH, type Traffic } from './requests.ts';
import type { Kept } from './side/protocol.ts';
import type { GateSize, Pair } from './size.ts';

export interface GateFindings {
  readonly options: Options;
  readonly size: Pick<GateSize, 'connections' | 'rate'>;
  readonly traffic: Traffic;
  readonly closed: readonly Pair<Load>[];
  readonly open: readonly Pair<OpenLoad>[];
  readonly kept: Pair<Kept>;
}

const PEER = 'bare Fastify handler';
const LEAST_RATIO = 0.7;
const MOST_P99_MS = 10;
/** At which the latency goal holds, in requests a second. */
const GOAL_RATE = 1_000;
const PERCENTILES = [50, 99, 99.9] as const;

export function reportGate(findings: GateFindings): Report {
  const throughput = throughputOf(findings);
  const closedLatency = latenciesOf(findings.closed, `connections=${findings.size.connections}`, [50, 99]);
  const openLatency = latenciesOf(findings.open, `rate=${findings.size.rate}`, PERCENTILES);
  const results = [throughput, ...closedLatency, ...openLatency, processorTimeOf(findings)];
  return { results, text: textOf(findings, results) };
}

/** Medians of the rounds; the ratio is the median of the pairs' ratios. */
function throughputOf({ closed, size }: GateFindings): Result {
  const rates = closed.map(({ ours, bare }) => [perSecond(ours), perSecond(bare)] as const);
  return {
    bench: 'gate',
    case: `connections=${size.connections}`,
    value: median(rates.map(([ours]) => ours)),
    unit: 'requests/s',
    beside: { peer: PEER, value: median(rates.map(([, bare]) => bare)), ratio: medianOfRatios(rates) },
  };
}

/** Over all requests of all rounds, so that no slow moment is lost in a median of rounds. */
function latenciesOf(
  pairs: readonly Pair<Load>[],
  name: string,
  percents: readonly number[],
): readonly Result[] {
  const ours = pairs.flatMap((pair) => pair.ours.latencies);
  const bare = pairs.flatMap((pair) => pair.bare.latencies);
  return percents.map((percent) => {
    const [value, theirs] = [percentile(ours, percent), percentile(bare, percent)];
    // Less is better, so the peer's over ours.
    const beside = { peer: PEER, value: theirs, ratio: theirs / value };
    return { bench: 'gate', case: `${name} p${percent}`, value, unit: 'ms', beside };
  });
}

/** What a request costs the server's process, over the whole run: less at the mercy of neighbours than any clock. */
function processorTimeOf({ kept }: GateFindings): Result {
  const [value, theirs] = [kept.ours, kept.bare].map(
    ({ cpuSeconds, records }) => (cpuSeconds / records) * 1e6,
  );
  if (value === undefined || theirs === undefined) throw new RangeError('two servers ran');
  const beside = { peer: PEER, value: theirs, ratio: theirs / value };
  return { bench: 'gate', case: 'processor time', value, unit: 'µs/request', beside };
}

function perSecond({ answered, seconds }: Load): number {
  return answered / seconds;
}

function textOf(findings: GateFindings, results: readonly Result[]): string {
  const { closed, open } = findings;
  const ratios = range(closed.map(({ ours, bare }) => perSecond(ours) / perSecond(bare)));
  const late = percentile(
    open.flatMap(({ ours }) => ours.lateness),
    99,
  );
  const p99 = range(open.map(({ ours }) => percentile(ours.latencies, 99)));
  return [
    'The gate: durable decisions over HTTP, beside a bare handler that does not decide\n\n',
    formatPairs([...describeMachine(), describeDisk(), ...describeSetting(findings)]),
    '\n',
    formatTable([['', 'gate', PEER, 'ratio'], ...results.map(rowOf)]),
    `\n  Ratio: above 1 is better for the gate. Of throughput the median of ${closed.length} pairs (${formatNumber(ratios.least)}–${formatNumber(ratios.most)});\n`,
    '  percentiles are over all requests of all rounds. connections: closed loop, each connection asks again when it is\n',
    '  answered. rate: open loop, counted from when a request was due, so that no wait is left out; the sender’s own\n',
    `  lateness, ${formatMilliseconds(late)} at its 99th percentile, is part of it. p99 round by round: ${formatMilliseconds(p99.least)}–${formatMilliseconds(p99.most)}.\n`,
    '  processor time: of the server’s process for a request, over the whole run, without PostgreSQL’s.\n\n',
    judgeAll(findings, results),
  ].join('');
}

function describeSetting(findings: GateFindings): readonly (readonly [string, string])[] {
  const { options, traffic, kept, closed, open } = findings;
  const acted =
    traffic.expected.filter(({ outcome }) => outcome.action !== 'allow').length / traffic.expected.length;
  const size = median(traffic.events.map((event) => Buffer.byteLength(JSON.stringify(event))));
  const perRecord = ({ bytes, records }: Kept): string => `${Math.round(bytes / records)}`;
  return [
    [
      'gate',
      `the server as \`safeward serve\` starts it, with the practice ${traffic.practice}, in a process of its own`,
    ],
    [
      'peer',
      `${PEER}: parses the same JSON, writes the same bytes to an equally indexed table in group commits,`,
    ],
    ['', 'answers the same bytes; no checks, no keys, no decisions; in a process of its own'],
    [
      'databases',
      'one embedded PostgreSQL each, with the same settings, on the same disk; the one rests while the other works',
    ],
    ['load', 'a third process, over loopback, kept-alive; all of this shares the cores above'],
    [
      'requests',
      `unique events of every kind, texts of ${TEXT_LENGTH.join('–')} characters, ${Math.round(size)} bytes of JSON (median), from seed ${options.seed};`,
    ],
    ['', `a measure acts on ${formatShare(acted)}`],
    [
      'rounds',
      `${closed.length} pairs of ${formatNumber(closed[0]?.ours.seconds ?? 0)} s after a warm-up, then ${open.length} of ${formatNumber(open[0]?.ours.seconds ?? 0)} s, in turns`,
    ],
    [
      'records',
      `${formatNumber(kept.ours.records, 6)} acknowledged and found in the database, ${perRecord(kept.ours)} bytes of answer and event each; peer: ${formatNumber(kept.bare.records, 6)}, ${perRecord(kept.bare)} bytes`,
    ],
  ];
}

function rowOf({ case: name, value, unit, beside }: Result): readonly string[] {
  const show = (number: number): string =>
    unit === 'ms' ? formatMilliseconds(number) : `${formatNumber(number)} ${unit}`;
  return [name, show(value), show(beside?.value ?? 0), formatNumber(beside?.ratio ?? 0)];
}

function judgeAll({ size }: GateFindings, results: readonly Result[]): string {
  const find = (name: string): Result | undefined => results.find((result) => result.case === name);
  const ratio = find(`connections=${size.connections}`)?.beside?.ratio;
  const p99 = find(`rate=${GOAL_RATE} p99`)?.value;
  const sentences = [
    ratio !== undefined &&
      judge(
        { what: 'throughput over the bare handler’s', unit: '', bound: 'at least', goal: LEAST_RATIO },
        ratio,
      ),
    p99 !== undefined &&
      judge(
        {
          what: `p99 at ${formatNumber(GOAL_RATE)} requests/s`,
          unit: 'ms',
          bound: 'below',
          goal: MOST_P99_MS,
        },
        p99,
      ),
  ];
  return sentences.map((sentence) => (sentence ? `${sentence}\n` : '')).join('');
}

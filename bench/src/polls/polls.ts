import { type Parsed, readCodebook, readCsv, readTargets, tabulate } from '@safeward/polls';
import type { Options } from '../arguments.ts';
import { CannotMeasure } from '../cannot-measure.ts';
import type { Progress } from '../output/progress.ts';
import type { Report } from '../result.ts';
import { inventPoll } from './data.ts';
import { type Measured, reportPolls, type Spent } from './report.ts';

export interface PollSize {
  readonly respondents: number;
  readonly columns: number;
  readonly rounds: number;
}

const SIZE: PollSize = { respondents: 100_000, columns: 200, rounds: 5 };

/**
 * Tabulates an invented poll from the bytes of its CSV: reading, weighting, trimming, every question by every break with
 * linearised errors and letters. Beside it the same bytes are only parsed, by the same parser, which is the least that
 * any tabulator of this file could take.
 *
 * @throws {CannotMeasure} where the poll is refused
 */
export async function benchPolls(options: Options, say: Progress, size: PollSize = SIZE): Promise<Report> {
  say('inventing respondents …');
  const { targets, codebook, bytes } = inventPoll(size.respondents, size.columns, options.seed);
  const design = {
    targets: usable(readTargets(targets)),
    codebook: usable(readCodebook(codebook)),
    bounds: { lower: 0.2, upper: 5 },
  };
  const table = () => readCsv(inChunks(bytes));
  const rounds: { readonly ours: Spent; readonly parsing: Spent }[] = [];
  let profiles = 0;
  for (let round = 0; round <= size.rounds; round++) {
    say(round === 0 ? 'warm-up …' : `round ${round} of ${size.rounds} …`);
    const ours = await spend(async () => {
      const { counted } = usable(await tabulate(table, design));
      profiles = counted.profiles.size;
      return counted.respondents;
    });
    const parsing = await spend(async () => {
      let rows = 0;
      for await (const event of table()) if (event.kind === 'rows') rows += event.rows.length;
      return rows;
    });
    if (ours.rows !== size.respondents || parsing.rows !== size.respondents)
      throw new CannotMeasure('Not every respondent was read.');
    if (round > 0) rounds.push({ ours, parsing });
  }
  const measured: Measured = {
    ...size,
    bytes: bytes.reduce((sum, chunk) => sum + chunk.length, 0),
    profiles,
    ours: rounds.map((round) => round.ours),
    parsing: rounds.map((round) => round.parsing),
  };
  return reportPolls(options, measured);
}

async function spend(run: () => Promise<number>): Promise<Spent & { readonly rows: number }> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const rows = await run();
  const { user, system } = process.cpuUsage(cpu);
  return { rows, seconds: (performance.now() - began) / 1_000, cpuSeconds: (user + system) / 1e6 };
}

async function* inChunks(bytes: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  yield* bytes;
}

function usable<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  throw new CannotMeasure(`The poll is refused: ${parsed.problems[0]?.detail}`);
}

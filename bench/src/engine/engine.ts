import type { Options } from '../arguments.ts';
import { CannotMeasure } from '../cannot-measure.ts';
import type { Progress } from '../output/progress.ts';
import type { Report } from '../result.ts';
import { type CaseId, type EngineCase, makeCase } from './case.ts';
import { profile } from './profile.ts';
import { type Measured, reportEngine } from './report.ts';
import { playRound, type Round } from './rounds.ts';
import { decideAll, FROM } from './work.ts';

/** How much of everything; the defaults are what the documented figures were measured with. */
export interface EngineSize {
  readonly cases: readonly CaseId[];
  /** Events of each case. */
  readonly events: number;
  readonly rounds: number;
}

const SIZE: EngineSize = { cases: [1, 10, 100, 300, 'starter'], events: 5_000, rounds: 5 };
const DEFAULT_SECONDS = 50;

/** Measures how many events one core decides, by the number of measures, and where the time goes. */
export async function benchEngine(options: Options, say: Progress, size: EngineSize = SIZE): Promise<Report> {
  say('inventing measures and events …');
  const input = { events: size.events, seed: options.seed };
  const made = size.cases.map((id) => ({ id, ...tryCase(() => makeCase(id, input)) }));
  const played = made.flatMap(({ id, made: one }) =>
    one ? [{ id, case: one, rounds: { event: [] as Round[], json: [] as Round[] } }] : [],
  );

  // The warm-up takes a round's time, the profile of a case two.
  const ms =
    ((options.seconds ?? DEFAULT_SECONDS) * 1000) / (played.length * (FROM.length * (size.rounds + 1) + 2));
  for (let round = 0; round <= size.rounds; round++) {
    for (const { case: one, rounds } of played) {
      say(`${round === 0 ? 'warm-up' : `round ${round} of ${size.rounds}`}: ${one.name} …`);
      for (const from of FROM) {
        const found = playRound(one, from, ms);
        if (round > 0) rounds[from].push(found);
      }
    }
  }
  say('profiling …');
  const shares = await profile({ cases: played.map(({ id }) => id), input, ms });
  const measured = played.map(({ case: one, rounds }, at): Measured => {
    const share = shares[at];
    if (share === undefined) throw new RangeError(`no profile of ${one.name}`);
    return { case: one, rounds, shares: share, matched: decideAll(one, 'event') / size.events };
  });
  const missing = made.flatMap(({ id, refused }) => (refused === undefined ? [] : [{ id, refused }]));
  return reportEngine({ options, measured, missing });
}

/** A practice that does not load leaves its case out, and the report says so. */
function tryCase(make: () => EngineCase): { readonly made?: EngineCase; readonly refused?: string } {
  try {
    return { made: make() };
  } catch (error) {
    if (error instanceof CannotMeasure) return { refused: error.message };
    throw error;
  }
}

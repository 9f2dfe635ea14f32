import { decide, decideTogether, type Event, loadPractice, type Outcome, type Plan } from '@safeward/engine';
import { decisionIdAt, loadSources, type PastDecision, pastDecisions } from '@safeward/server';
import { parseSince } from '../backtest/since.ts';
import { withDatabase } from '../server/database.ts';
import { type DataOptions, mustBeUsed } from '../server/options.ts';

/** What became of a run over the records. */
export interface Replayed {
  /** Decisions that were computed again. */
  readonly recomputed: number;
  /** Those that came out otherwise, with what differs. */
  readonly differences: readonly Difference[];
  /** Not computed again, and why, with how many. */
  readonly left: Readonly<Record<Reason, number>>;
}

export interface Difference {
  readonly decision: string;
  /** Fields of the decision. */
  readonly fields: readonly string[];
}

/** Why a record is not computed again. */
export type Reason = 'not_kept' | 'degraded' | 'reported' | 'no_practice';

const PAGE = 500;

/** Every record since then, decided again from what was recorded of it. @throws {Mistake} where the database cannot be had */
export async function replay(options: DataOptions & { readonly since: string }): Promise<Replayed> {
  mustBeUsed(options);
  const now = Date.now();
  const since = decisionIdAt(parseSince(options.since, now));
  return withDatabase(options, async ({ pool }) => {
    const plans = new Map<string, Plan | null>();
    const planOf = async (hash: string): Promise<Plan | null> => {
      const known = plans.get(hash);
      if (known !== undefined) return known;
      const sources = await loadSources(pool, hash);
      const loaded = sources === null ? null : loadPractice(sources);
      const plan = loaded?.ok ? loaded.plan : null;
      plans.set(hash, plan);
      return plan;
    };
    const left: Record<Reason, number> = { not_kept: 0, degraded: 0, reported: 0, no_practice: 0 };
    const differences: Difference[] = [];
    let recomputed = 0;
    let after = since;
    for (;;) {
      const page = await pastDecisions(pool, { after, before: decisionIdAt(now) }, PAGE);
      for (const past of page) {
        const found = await again(past, planOf);
        if (typeof found === 'string') left[found] += 1;
        else {
          recomputed += 1;
          if (found.length > 0) differences.push({ decision: past.id, fields: found });
        }
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return { recomputed, differences, left };
      after = last.id;
    }
  });
}

type Answer = Outcome & {
  readonly id: string;
  readonly degraded?: unknown;
  readonly would?: unknown;
  readonly candidate?: unknown;
};

/** @returns the fields that differ, or why it cannot be computed again */
async function again(
  { answer, event }: PastDecision,
  planOf: (hash: string) => Promise<Plan | null>,
): Promise<readonly string[] | Reason> {
  const { id: _id, degraded, would, candidate: _candidate, ...recorded } = JSON.parse(answer) as Answer;
  if (degraded !== undefined) return 'degraded';
  if (would !== undefined) return 'reported';
  if (event === null) return 'not_kept';
  const hashes = recorded.practice.match(/sha256:[0-9a-f]{64}/g) ?? [];
  const [first, second] = await Promise.all(hashes.map(planOf));
  if (!first || second === null) return 'no_practice';
  const given = JSON.parse(event) as Event;
  const { outcome } = second ? decideTogether([first, second], given) : decide(first, given);
  return differing(recorded, outcome);
}

function differing(one: object, other: object): readonly string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const value = (of: object, name: string) => JSON.stringify((of as Readonly<Record<string, unknown>>)[name]);
  return names.filter((name) => value(one, name) !== value(other, name));
}

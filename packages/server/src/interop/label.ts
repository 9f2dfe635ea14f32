import type { TextScores } from '@safeward/engine';
import type { Pool } from '../platform/database/index.ts';

/** What a person made of a text, by the names that their tool uses, and what the model made of it then. */
export interface Labels {
  /** The API that it came through. */
  readonly source: 'perspective' | 'akismet';
  /** The caller's own name for the text. */
  readonly token: string | null;
  readonly community: string | null;
  /** Name → 0 (no) to 1 (yes). */
  readonly labels: ReadonlyMap<string, number>;
  readonly model: string;
  readonly scores: TextScores | null;
}

/** Keeps labels; the text itself is not kept. */
export async function storeLabels(pool: Pool, given: Labels): Promise<void> {
  await pool.query(
    `insert into interop.label (source, token, community, name, value, model, scores)
     select $1, $2, $3, name, value, $6, $7 from unnest($4::text[], $5::float8[]) as one (name, value)`,
    [
      given.source,
      given.token,
      given.community,
      [...given.labels.keys()],
      [...given.labels.values()],
      given.model,
      given.scores === null ? null : JSON.stringify(given.scores),
    ],
  );
}

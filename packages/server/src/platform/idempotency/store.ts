import type { Pool } from '../database/index.ts';

/** One request under an `Idempotency-Key`. */
export interface Claim {
  /** The id of the API key: two callers may well choose the same name. */
  readonly caller: string;
  readonly name: string;
  /** SHA-256 of all that makes it this request. */
  readonly hash: Buffer;
}

export interface KeptAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly answer: string;
}

/** What there is under a name already; `claimed` where there was nothing, and there now is. */
export type Found =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'other_request' }
  | { readonly kind: 'under_way'; readonly seconds: number }
  | { readonly kind: 'answered'; readonly kept: KeptAnswer };

/** How long an answer is told again, in hours. */
export const KEPT_HOURS = 24;
const IS_OLD = `began_at < clock_timestamp() - interval '${KEPT_HOURS} hours'`;

interface Row {
  readonly request_hash: Buffer;
  readonly seconds: number;
  readonly status: number | null;
  readonly content_type: string | null;
  readonly answer: string | null;
}

/** Of any number who claim a name at once, in whatever processes, one gets it. */
export async function claimName(pool: Pool, { caller, name, hash }: Claim): Promise<Found> {
  for (;;) {
    const { rowCount } = await pool.query(
      `insert into idempotency.request as r (caller, name, request_hash) values ($1, $2, $3)
       on conflict (caller, name) do update
         set request_hash = excluded.request_hash, began_at = excluded.began_at,
             status = null, content_type = null, answer = null
         where r.${IS_OLD}`,
      [caller, name, hash],
    );
    if (rowCount === 1) return { kind: 'claimed' };
    const { rows } = await pool.query<Row>(
      `select request_hash, status, content_type, answer,
              extract(epoch from clock_timestamp() - began_at)::float8 as seconds
       from idempotency.request where caller = $1 and name = $2`,
      [caller, name],
    );
    // Between the two it may have been let go.
    if (rows[0]) return foundIn(rows[0], hash);
  }
}

function foundIn({ request_hash, status, content_type, answer, seconds }: Row, hash: Buffer): Found {
  if (!request_hash.equals(hash)) return { kind: 'other_request' };
  if (status === null || content_type === null || answer === null) return { kind: 'under_way', seconds };
  return { kind: 'answered', kept: { status, contentType: content_type, answer } };
}

/** From now on this is what the request is answered. */
export async function keepAnswer(pool: Pool, claim: Claim, kept: KeptAnswer): Promise<void> {
  await pool.query(
    `update idempotency.request set status = $4, content_type = $5, answer = $6
     where caller = $1 and name = $2 and request_hash = $3 and status is null`,
    [claim.caller, claim.name, claim.hash, kept.status, kept.contentType, kept.answer],
  );
}

/** As if the request had never come. */
export async function letGo(pool: Pool, { caller, name, hash }: Claim): Promise<void> {
  await pool.query(
    `delete from idempotency.request
     where caller = $1 and name = $2 and request_hash = $3 and status is null`,
    [caller, name, hash],
  );
}

const REMOVED_AT_ONCE = 500;

/**
 * Removes some of the answers that are told no longer.
 *
 * @returns how many; 0 where there are no more
 */
export async function removeOld(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from idempotency.request where (caller, name) in (
       select caller, name from idempotency.request where ${IS_OLD} order by began_at limit ${REMOVED_AT_ONCE})`,
  );
  return rowCount ?? 0;
}

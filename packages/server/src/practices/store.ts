import type { Pool, PoolClient } from '../platform/database/index.ts';
import { inTransaction } from '../platform/database/index.ts';
import type { Activation, ActivationKind, ActivationRequest, EndedAs, Stage } from './activation.ts';
import type { Guard } from './guard.ts';
import { labelOf } from './version-store.ts';

type Queryable = Pick<PoolClient, 'query'> | Pool;

/** Any number will do, as long as every Safeward takes the same one. */
const ADVISORY_LOCK = 7_233_927_002;

/**
 * Changes what is in force, one at a time on the whole database.
 *
 * @param wait until another has ended, instead of giving up
 * @returns null where another is under way
 */
export async function exclusively<T>(
  pool: Pool,
  wait: boolean,
  work: (client: PoolClient) => Promise<T>,
): Promise<T | null> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ got: boolean }>(
      wait
        ? 'select true as got from (select pg_advisory_xact_lock($1)) l'
        : 'select pg_try_advisory_xact_lock($1) as got',
      [ADVISORY_LOCK],
    );
    return rows[0]?.got === true ? work(client) : null;
  });
}

interface Row {
  readonly number: string;
  readonly hash: string;
  readonly name: string;
  readonly version: string;
  readonly kind: ActivationKind;
  readonly stage: Stage;
  readonly share: string | null;
  readonly guards: readonly Guard[];
  readonly expires_at: Date | null;
  readonly reason: string;
  readonly requested_by: string | null;
  readonly requested_at: Date;
  readonly approved_by: string | null;
  readonly activated_at: Date | null;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
  readonly ended_as: EndedAs | null;
  readonly ended_reason: string | null;
  readonly guard_problem: string | null;
  readonly has_expired: boolean;
}

const SELECT = `select number, hash, name, version, kind, stage, share, guards, expires_at, reason, requested_by,
  requested_at, approved_by, activated_at, ended_at, ended_by, ended_as, ended_reason, guard_problem,
  coalesce(ended_at is null and expires_at <= clock_timestamp(), false) as has_expired
  from practices.activation join practices.version using (hash)`;

/** Newest first: what acts, what waits for approval, and what has ended. */
export async function listActivations(client: Queryable, limit: number): Promise<readonly Activation[]> {
  const { rows } = await client.query<Row>(`${SELECT} order by number desc limit $1`, [limit]);
  return rows.map(fromRow);
}

export async function findActivation(client: Queryable, id: number): Promise<Activation | null> {
  const { rows } = await client.query<Row>(`${SELECT} where number = $1`, [id]);
  return rows[0] ? fromRow(rows[0]) : null;
}

/** What acts, or is reported beside it, at this moment: at most one base, one candidate and one overlay. */
export async function liveActivations(client: Queryable): Promise<readonly Activation[]> {
  const { rows } = await client.query<Row>(`${SELECT}
    where activated_at is not null and ended_at is null and (expires_at is null or expires_at > clock_timestamp())
    order by number`);
  return rows.map(fromRow);
}

/** What this process has to know of each of them, asked several times a second. */
export interface Live extends Pick<Activation, 'id' | 'hash' | 'kind' | 'stage' | 'share' | 'guards'> {
  /** How long an overlay has left, in milliseconds by the clock of the database. */
  readonly leftMs: number | null;
  readonly isGuarded: boolean;
}

export async function readLive(pool: Pool): Promise<readonly Live[]> {
  const { rows } = await pool.query<
    Pick<Row, 'number' | 'hash' | 'kind' | 'stage' | 'share' | 'guards'> & {
      readonly left_ms: number | null;
      readonly guarded: boolean;
    }
  >({
    name: 'live-activations',
    text: `select number, hash, kind, stage, share, guards, guard_problem is null as guarded,
        (extract(epoch from expires_at - clock_timestamp()) * 1000)::float8 as left_ms
      from practices.activation
      where activated_at is not null and ended_at is null and (expires_at is null or expires_at > clock_timestamp())
      order by number`,
  });
  return rows.map(({ number, hash, kind, stage, share, guards, guarded, left_ms }) => ({
    id: Number(number),
    hash,
    kind,
    stage,
    share: share === null ? null : Number(share),
    guards,
    leftMs: left_ms,
    isGuarded: guarded,
  }));
}

/** @returns its number: given under the lock, so that their order is that of what happened */
export async function insertActivation(
  client: PoolClient,
  hash: string,
  { kind, stage, share, guards, expires_at, reason }: ActivationRequest,
  by: string,
): Promise<number> {
  const { rows } = await client.query<{ number: string }>(
    `insert into practices.activation (hash, kind, stage, share, guards, expires_at, reason, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp()) returning number`,
    [hash, kind, stage, share, JSON.stringify(guards), expires_at, reason, by],
  );
  return Number(rows[0]?.number);
}

/** Lets it act from now on; what had its place has ended in the same moment. */
export async function markActive(
  client: PoolClient,
  id: number,
  { approvedBy, replaced }: { readonly approvedBy: string | null; readonly replaced: Ending },
): Promise<void> {
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  const now = rows[0]?.now;
  await client.query(
    `update practices.activation old
     set ended_at = least($2::timestamptz, old.expires_at),
         ended_as = case when old.expires_at <= $2 then 'expired' else $3 end, ended_by = $4, ended_reason = $5
     from practices.activation new
     where new.number = $1 and old.number <> new.number and old.activated_at is not null and old.ended_at is null
       and old.kind = new.kind
       and ((old.stage = 'enforce') = (new.stage = 'enforce') or (new.stage = 'enforce' and old.hash = new.hash))`,
    [id, now, replaced.as, replaced.by, replaced.reason],
  );
  await client.query(
    'update practices.activation set activated_at = $2, approved_by = $3 where number = $1',
    [id, now, approvedBy],
  );
}

export interface Ending {
  readonly as: EndedAs;
  readonly by: string;
  readonly reason: string | null;
}

export async function markEnded(client: PoolClient, id: number, { as, by, reason }: Ending): Promise<void> {
  await client.query(
    `update practices.activation set ended_at = clock_timestamp(), ended_as = $2, ended_by = $3, ended_reason = $4
     where number = $1`,
    [id, as, by, reason],
  );
}

export async function markGuardProblem(client: PoolClient, id: number, problem: string): Promise<void> {
  await client.query('update practices.activation set guard_problem = $2 where number = $1', [id, problem]);
}

/**
 * The version that was enforced before this one; null where there is none. Versions that had to be taken back when they
 * were enforced last are passed over.
 */
export async function previousBase(client: Queryable, hash: string): Promise<string | null> {
  const { rows } = await client.query<{ hash: string }>(
    `select hash from (
       select distinct on (hash) hash, number, ended_as from practices.activation
       where kind = 'base' and stage = 'enforce' and activated_at is not null and ended_at is not null
       order by hash, number desc
     ) last
     where hash <> $1 and ended_as not in ('rolled_back', 'guard')
     order by number desc limit 1`,
    [hash],
  );
  return rows[0]?.hash ?? null;
}

export async function wasEnforced(client: Queryable, hash: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from practices.activation
     where kind = 'base' and stage = 'enforce' and activated_at is not null and hash = $1 limit 1`,
    [hash],
  );
  return rowCount === 1;
}

/** Whether somebody has asked for this version already, and nobody has answered. */
export async function isPending(client: Queryable, hash: string, by: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from practices.activation
     where hash = $1 and requested_by = $2 and activated_at is null and ended_at is null limit 1`,
    [hash, by],
  );
  return rowCount === 1;
}

export async function isApprovalRequired(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ required: boolean }>(
    'select require_approval as required from practices.setting',
  );
  return rows[0]?.required === true;
}

export async function requireApproval(client: Queryable, required: boolean): Promise<void> {
  await client.query('update practices.setting set require_approval = $1 where require_approval <> $1', [
    required,
  ]);
}

function fromRow(row: Row): Activation {
  const { number, name, version, has_expired, share, ...rest } = row;
  return {
    id: Number(number),
    practice: labelOf({ name, version, hash: row.hash }),
    name,
    version,
    hash: rest.hash,
    kind: rest.kind,
    stage: rest.stage,
    share: share === null ? null : Number(share),
    guards: rest.guards,
    expires_at: text(rest.expires_at),
    reason: rest.reason,
    state: stateOf(row),
    requested_by: rest.requested_by,
    requested_at: rest.requested_at.toISOString(),
    approved_by: rest.approved_by,
    activated_at: text(rest.activated_at),
    ended_at: text(has_expired ? rest.expires_at : rest.ended_at),
    ended_by: rest.ended_by,
    ended_as: has_expired ? 'expired' : rest.ended_as,
    ended_reason: rest.ended_reason,
    guard_problem: rest.guard_problem,
  };
}

/** An overlay ends by the clock; that it has is written down only when another takes its place. */
function stateOf({ ended_at, has_expired, activated_at }: Row): Activation['state'] {
  if (ended_at !== null || has_expired) return 'ended';
  return activated_at === null ? 'pending' : 'live';
}

function text(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

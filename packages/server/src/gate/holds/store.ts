import { inTransaction, type Pool, type PoolClient } from '../../platform/database/index.ts';
import { appendRecords, type NewRecord } from '../../platform/leaves/index.ts';
import { appendToOutbox, type NewMessage } from '../../platform/outbox/index.ts';
import { endableBy, type HeldUntil } from './hold.ts';
import { type Resolution, type ResolutionOutcome, saysTheSame, type Word } from './resolution.ts';

type Client = Pick<PoolClient, 'query'>;

/** What came of somebody's word about a hold. */
export type Ended =
  /** Ended by this word, now or by the same word before. */
  | { readonly kind: 'ended'; readonly resolution: Resolution }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not_held'; readonly action: string }
  | { readonly kind: 'ended_before'; readonly resolution: Resolution }
  | { readonly kind: 'not_entitled'; readonly until: HeldUntil };

/** Ends a hold, and tells whoever wants to know, in one transaction. Of two at once one ends it. */
export function endHold(pool: Pool, decision: string, word: Word): Promise<Ended> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'delete from gate.hold where decision = $1 and until = any ($2::text[])',
      [decision, endableBy(word.as)],
    );
    if (rowCount === 0) return whyNot(client, decision, word);
    const [resolution] = await record(client, [decision], word);
    if (resolution === undefined) return whyNot(client, decision, word);
    return { kind: 'ended', resolution };
  });
}

async function whyNot(client: Client, decision: string, word: Word): Promise<Ended> {
  const { rows } = await client.query<{ action: string; until: HeldUntil | null }>(
    `select action, hold.until from gate.decision left join gate.hold on hold.decision = id where id = $1`,
    [decision],
  );
  const [found] = rows;
  if (found === undefined) return { kind: 'unknown' };
  if (found.until !== null) return { kind: 'not_entitled', until: found.until };
  const resolution = await findResolution(client, decision);
  if (resolution === null) return { kind: 'not_held', action: found.action };
  return { kind: saysTheSame(word, resolution) ? 'ended' : 'ended_before', resolution };
}

const BATCH = 500;

/**
 * Ends the holds whose moment has passed, each once in whichever process.
 *
 * @returns how many were ended; as many as a batch has where there may be more
 */
export function expireHolds(pool: Pool): Promise<{ readonly ended: number; readonly more: boolean }> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ decision: string }>(
      `delete from gate.hold where decision in (
         select decision from gate.hold where ends_at <= now() order by ends_at limit ${BATCH}
         for update skip locked)
       returning decision`,
    );
    const decisions = rows.map(({ decision }) => decision);
    await record(client, decisions, { by: 'clock', as: 'clock', outcome: 'expired' });
    return { ended: decisions.length, more: decisions.length === BATCH };
  });
}

interface ResolutionRow {
  readonly decision: string;
  readonly by: string;
  readonly acting_as: Resolution['as'];
  readonly outcome: ResolutionOutcome;
  readonly note: string | null;
  readonly at: Date;
}

type Closing = Omit<Resolution, 'at'>;

async function record(
  client: Client,
  decisions: readonly string[],
  { by, as, outcome, note }: Closing,
): Promise<readonly Resolution[]> {
  if (decisions.length === 0) return [];
  const { rows } = await client.query<ResolutionRow & { event: string }>(
    `with made as (
       insert into gate.resolution (decision, by, acting_as, outcome, note)
       select decision, $2, $3, $4, $5 from unnest($1::text[]) as ended (decision)
       on conflict (decision) do nothing
       returning decision, by, acting_as, outcome, note, at)
     select made.*, event_id as event from made join gate.decision on id = decision`,
    [decisions, by, as, outcome, note ?? null],
  );
  await appendRecords(
    client,
    rows.map((row): NewRecord => {
      const { by: person, ...resolution } = fromRow(row);
      return {
        type: 'resolution',
        subject: row.decision,
        parts: [
          ['decision', row.decision],
          ['people', JSON.stringify({ by: person })],
          ['resolution', JSON.stringify(resolution)],
        ],
      };
    }),
  );
  await appendToOutbox(
    client,
    rows.map(({ event, ...row }): NewMessage => {
      const type = outcome === 'refuse' ? 'decision.refused' : 'decision.released';
      return { type, subject: event, data: { decision: row.decision, event, resolution: fromRow(row) } };
    }),
  );
  return rows.map(fromRow);
}

export async function findResolution(client: Client, decision: string): Promise<Resolution | null> {
  const { rows } = await client.query<ResolutionRow>({
    name: 'resolution-by-decision',
    text: 'select decision, by, acting_as, outcome, note, at from gate.resolution where decision = $1',
    values: [decision],
  });
  return rows[0] ? fromRow(rows[0]) : null;
}

function fromRow({ by, acting_as, outcome, note, at }: ResolutionRow): Resolution {
  return { by, as: acting_as, outcome, ...(note === null ? {} : { note }), at: at.toISOString() };
}

export interface HeldFilter {
  readonly until?: HeldUntil | undefined;
  readonly measure?: string | undefined;
  /** Ids less than this one: held before a moment. */
  readonly before?: string | undefined;
  /** Ids greater than this one. */
  readonly after?: string | undefined;
}

export interface HeldDecision {
  readonly id: string;
  /** As it was given, as JSON text. */
  readonly answer: string;
  readonly seal: string | null;
  readonly heldAt: Date;
}

/** Who has waited longest comes first. */
export async function listHeld(
  pool: Pool,
  { until, measure, before, after }: HeldFilter,
  limit: number,
): Promise<readonly HeldDecision[]> {
  const { rows } = await pool.query<HeldDecision>(
    `select id, answer, seal, decided_at as "heldAt" from gate.hold join gate.decision on id = decision
     where ($1::text is null or until = $1) and ($2::text is null or measures @> array[$2])
       and ($3::text is null or decision < $3) and ($4::text is null or decision > $4)
     order by decision limit ${limit}`,
    [until ?? null, measure ?? null, before ?? null, after ?? null],
  );
  return rows;
}

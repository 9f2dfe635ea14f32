import type { Pool, PoolClient } from '../database/index.ts';
import type { Message, MessageType } from '../outbox/index.ts';
import { type Delivery, type DeliveryState, type Endpoint, newEndpointId, newSecret } from './endpoint.ts';

interface EndpointRow {
  readonly id: string;
  readonly url: string;
  readonly types: MessageType[];
  readonly allow_private: boolean;
  readonly created_at: Date;
}

const ENDPOINT = 'id, url, types, allow_private, created_at';

/** @returns the endpoint, and its first secret, which is not shown again */
export async function createEndpoint(
  pool: Pool,
  { url, types, allow_private }: Pick<Endpoint, 'url' | 'types' | 'allow_private'>,
): Promise<{ readonly endpoint: Endpoint; readonly secret: string }> {
  const secret = newSecret();
  const { rows } = await pool.query<EndpointRow>(
    `with made as (
       insert into webhooks.endpoint (id, url, types, allow_private) values ($1, $2, $3, $4) returning ${ENDPOINT}
     ), signed as (insert into webhooks.secret (endpoint, secret) select id, $5 from made)
     select ${ENDPOINT} from made`,
    [newEndpointId(), url, types, allow_private, secret],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the endpoint was not stored');
  return { endpoint: fromRow(row), secret };
}

export async function listEndpoints(pool: Pool): Promise<readonly Endpoint[]> {
  const { rows } = await pool.query<EndpointRow>(
    `select ${ENDPOINT} from webhooks.endpoint where removed_at is null order by created_at, id`,
  );
  return rows.map(fromRow);
}

/** What waits for it is not sent any more. False where there is none. */
export async function removeEndpoint(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with removed as (
       update webhooks.endpoint set removed_at = now() where id = $1 and removed_at is null returning id
     ), dropped as (
       update webhooks.delivery set dead_at = now(), last_problem = 'the endpoint was removed'
       where endpoint in (select id from removed) and delivered_at is null and dead_at is null
     ), forgotten as (delete from webhooks.secret where endpoint in (select id from removed))
     select id from removed`,
    [id],
  );
  return rowCount === 1;
}

/** The secrets before it sign beside the new one for so long. */
export const OVERLAP_HOURS = 24;

/** @returns the new secret; null where there is no such endpoint */
export async function rotateSecret(pool: Pool, id: string): Promise<string | null> {
  const secret = newSecret();
  const { rowCount } = await pool.query(
    `with known as (select id from webhooks.endpoint where id = $1 and removed_at is null), old as (
       update webhooks.secret set ends_at = now() + interval '${OVERLAP_HOURS} hours'
       where endpoint in (select id from known) and ends_at is null
     ), ended as (delete from webhooks.secret where endpoint in (select id from known) and ends_at < now())
     insert into webhooks.secret (endpoint, secret) select id, $2 from known`,
    [id, secret],
  );
  return rowCount === 1 ? secret : null;
}

/** One delivery for each endpoint that wants the message; called by the outbox's reader, in its transaction. */
export async function addDeliveries(client: PoolClient, messages: readonly Message[]): Promise<void> {
  await client.query(
    `insert into webhooks.delivery (endpoint, message, type, subject, body)
     select endpoint.id, told.message, told.type, told.subject, told.body
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as told (message, type, subject, body, place)
     join webhooks.endpoint on removed_at is null and (types = '{}' or told.type = any (types))
     order by told.place`,
    [
      messages.map(({ number }) => `msg_${number}`),
      messages.map(({ type }) => type),
      messages.map(({ subject }) => subject),
      messages.map(({ type, at, data }) => JSON.stringify({ type, timestamp: at.toISOString(), data })),
    ],
  );
}

/** A delivery that this process has taken to send. */
export interface Claimed {
  readonly number: string;
  readonly message: string;
  readonly type: string;
  readonly body: string;
  readonly url: string;
  readonly allow_private: boolean;
  readonly secrets: readonly string[];
  readonly attempts: number;
  /** Since it was first to be sent, by the database's clock, which set that moment as well. */
  readonly age_ms: number;
}

/** Takes what is due, of each subject the first only, so that each receiver is told in order. */
export async function claimDue(pool: Pool, most: number, leaseMs: number): Promise<readonly Claimed[]> {
  const { rows } = await pool.query<Claimed>(
    `with due as (
       select number from webhooks.delivery as mine
       where delivered_at is null and dead_at is null and next_at <= now()
         and (leased_until is null or leased_until < now())
         and not exists (
           select 1 from webhooks.delivery as earlier
           where earlier.endpoint = mine.endpoint and earlier.subject = mine.subject
             and earlier.number < mine.number and earlier.delivered_at is null and earlier.dead_at is null)
       order by next_at limit $1 for update skip locked
     ), taken as (
       update webhooks.delivery set leased_until = now() + $2 * interval '1 millisecond', attempts = attempts + 1
       where number in (select number from due)
       returning number, message, type, body, endpoint, attempts, created_at
     )
     select taken.number, message, taken.type, body, url, allow_private, attempts,
       (extract(epoch from now() - taken.created_at) * 1000)::float8 as age_ms,
       array(select secret from webhooks.secret
             where secret.endpoint = taken.endpoint and (ends_at is null or ends_at > now())
             order by created_at desc) as secrets
     from taken join webhooks.endpoint on endpoint.id = taken.endpoint order by taken.number`,
    [most, leaseMs],
  );
  return rows;
}

export async function markDelivered(pool: Pool, number: string): Promise<void> {
  await pool.query(
    'update webhooks.delivery set delivered_at = now(), leased_until = null, last_problem = null where number = $1',
    [number],
  );
}

/** @param pauseMs until the next try; null where there is none */
export async function markFailed(
  pool: Pool,
  number: string,
  problem: string,
  pauseMs: number | null,
): Promise<void> {
  await pool.query(
    `update webhooks.delivery set leased_until = null, last_problem = $2,
       next_at = now() + coalesce($3::float8, 0) * interval '1 millisecond',
       dead_at = case when $3::float8 is null then now() end
     where number = $1 and delivered_at is null`,
    [number, problem.slice(0, 500), pauseMs],
  );
}

/** Puts dead deliveries back at the end of their patience's beginning. @returns how many */
export async function replayDead(pool: Pool, endpoint: string): Promise<number> {
  const { rowCount } = await pool.query(
    `update webhooks.delivery set dead_at = null, attempts = 0, created_at = now(), next_at = now(), last_problem = null
     where endpoint = $1 and dead_at is not null
       and exists (select 1 from webhooks.endpoint where id = $1 and removed_at is null)`,
    [endpoint],
  );
  return rowCount ?? 0;
}

/** Newest first, at most a hundred. */
export async function listDeliveries(
  pool: Pool,
  endpoint: string,
  state?: DeliveryState,
): Promise<readonly Delivery[]> {
  const { rows } = await pool.query<
    Omit<Delivery, 'created_at' | 'next_at'> & { created_at: Date; next_at: Date | null }
  >(
    `select * from (
       select number::text as id, endpoint, message, type, subject, attempts, created_at, last_problem as problem,
         case when delivered_at is null and dead_at is null then next_at end as next_at,
         case when delivered_at is not null then 'delivered' when dead_at is not null then 'dead' else 'waiting' end as state
       from webhooks.delivery where endpoint = $1) as told
     where $2::text is null or state = $2 order by id::bigint desc limit 100`,
    [endpoint, state ?? null],
  );
  return rows.map((row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    next_at: row.next_at?.toISOString() ?? null,
  }));
}

function fromRow(row: EndpointRow): Endpoint {
  return { ...row, created_at: row.created_at.toISOString() };
}

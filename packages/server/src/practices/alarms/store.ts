import type { Pool, PoolClient } from '../../platform/database/index.ts';
import type { Holding, RaisedAlarm } from './alarm.ts';

type Client = Pick<PoolClient, 'query'> | Pool;

interface Row {
  readonly number: string;
  readonly alarm: string;
  readonly measure: string;
  readonly kind: RaisedAlarm['kind'];
  readonly title: string | null;
  readonly practice: string;
  readonly said: string;
  readonly counted: RaisedAlarm['counted'];
  readonly raised_at: Date;
  readonly held_at: Date;
  readonly over_at: Date | null;
}

/** One that lasts, with what is needed to end it. */
export interface Lasting {
  readonly number: string;
  /** When what it asks was last seen to hold, in milliseconds since 1970. */
  readonly heldAt: number;
  readonly raised: RaisedAlarm;
}

const SELECT = `select number, alarm, measure, kind, title, practice, said, counted, raised_at, held_at, over_at
  from practices.alarm`;

/** Newest first. */
export async function listAlarms(client: Client, limit: number): Promise<readonly RaisedAlarm[]> {
  const { rows } = await client.query<Row>(`${SELECT} order by number desc limit $1`, [limit]);
  return rows.map(fromRow);
}

export async function lastingAlarms(client: Client): Promise<readonly Lasting[]> {
  const { rows } = await client.query<Row>(`${SELECT} where over_at is null order by number`);
  return rows.map((row) => ({
    number: row.number,
    heldAt: row.held_at.getTime(),
    raised: fromRow(row),
  }));
}

export async function insertAlarm(client: Client, holding: Holding, now: number): Promise<RaisedAlarm> {
  const { alarm, rule, practice, measure, counted } = holding;
  const { rows } = await client.query<Row>(
    `insert into practices.alarm (alarm, measure, kind, title, practice, said, counted, raised_at, held_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning *`,
    [
      alarm.id,
      measure ?? '',
      rule.kind,
      alarm.title ?? null,
      practice,
      counted.said,
      JSON.stringify(counted.numbers),
      new Date(now),
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an inserted alarm is not there');
  return fromRow(row);
}

export async function stillHolds(client: Client, numbers: readonly string[], now: number): Promise<void> {
  await client.query('update practices.alarm set held_at = $2 where number = any ($1::bigint[])', [
    numbers,
    new Date(now),
  ]);
}

export async function endAlarms(client: Client, numbers: readonly string[], now: number): Promise<void> {
  await client.query('update practices.alarm set over_at = $2 where number = any ($1::bigint[])', [
    numbers,
    new Date(now),
  ]);
}

function fromRow({
  alarm,
  measure,
  kind,
  title,
  practice,
  said,
  counted,
  raised_at,
  over_at,
}: Row): RaisedAlarm {
  return {
    id: alarm,
    kind,
    title,
    measure: measure === '' ? null : measure,
    practice,
    state: over_at === null ? 'raised' : 'over',
    said,
    counted,
    raised_at: raised_at.toISOString(),
    over_at: over_at === null ? null : over_at.toISOString(),
  };
}

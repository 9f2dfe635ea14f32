import type { Pool, PoolClient } from '../../platform/database/index.ts';
import type { Consultation } from './consultation.ts';
import type { Document, DocumentBody } from './documents/document.ts';
import type { Plan } from './plan.ts';

export type Queryable = Pick<PoolClient, 'query'> | Pool;

/** What was done to a consultation, as everybody may read it. */
export interface Happening {
  readonly number: string;
  readonly at: string;
  readonly kind: HappeningKind;
  readonly by: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
export const HAPPENINGS = [
  'created',
  'opening_set',
  'extended',
  'closed_early',
  'document_changed',
  'analysed',
  'response_late_reason',
  'responded',
  'archived',
] as const;
export type HappeningKind = (typeof HAPPENINGS)[number];

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly plan: Plan;
  readonly created_by: string;
  readonly created_at: Date;
  readonly opens_at: Date | null;
  readonly closes_at: Date | null;
  readonly response_due_at: Date | null;
  readonly analysed_at: Date | null;
  readonly responded_at: Date | null;
  readonly archived_at: Date | null;
  readonly origin_secret: Buffer | null;
}

const SELECT = 'select * from consultations.consultation';

export async function insertConsultation(
  client: Queryable,
  {
    id,
    slug,
    plan,
    by,
    at,
    secret,
  }: {
    readonly id: string;
    readonly slug: string;
    readonly plan: Plan;
    readonly by: string;
    readonly at: number;
    readonly secret: Buffer;
  },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into consultations.consultation (id, slug, plan, created_by, created_at, origin_secret)
     values ($1, $2, $3, $4, $5, $6) on conflict (slug) do nothing`,
    [id, slug, JSON.stringify(plan), by, new Date(at), secret],
  );
  return rowCount === 1;
}

/** By id or by its place on the web; ids have an underscore after three letters, which slugs may have too. */
export async function findConsultation(client: Queryable, called: string): Promise<Consultation | null> {
  const { rows } = await client.query<Row>(
    `${SELECT} where id = $1 or slug = $1 order by id = $1 desc limit 1`,
    [called],
  );
  return rows[0] ? fromRow(rows[0]) : null;
}

/** Holds it for the transaction: what changes it waits, so that nothing is decided on what is no longer so. */
export async function lockConsultation(
  client: PoolClient,
  called: string,
  mode: 'update' | 'share' = 'update',
): Promise<Consultation | null> {
  const { rows } = await client.query<Row>(
    `${SELECT} where id = $1 or slug = $1 order by id = $1 desc limit 1 for ${mode}`,
    [called],
  );
  return rows[0] ? fromRow(rows[0]) : null;
}

/** Newest first. @param isPublic only those whose opening is set */
export async function listConsultations(
  client: Queryable,
  isPublic: boolean,
  limit: number,
): Promise<readonly Consultation[]> {
  const { rows } = await client.query<Row>(
    `${SELECT} ${isPublic ? 'where opens_at is not null' : ''} order by created_at desc, id limit $1`,
    [limit],
  );
  return rows.map(fromRow);
}

export async function updatePlan(client: Queryable, id: string, plan: Plan): Promise<void> {
  await client.query('update consultations.consultation set plan = $2, slug = $3 where id = $1', [
    id,
    JSON.stringify(plan),
    plan.slug,
  ]);
}

type Moment = 'opens_at' | 'closes_at' | 'response_due_at' | 'analysed_at' | 'responded_at' | 'archived_at';

export async function setTimes(
  client: Queryable,
  id: string,
  times: Readonly<Partial<Record<Moment, number>>>,
): Promise<void> {
  const entries = Object.entries(times);
  const changes = entries.map(([name], n) => `${name} = $${n + 2}`).join(', ');
  await client.query(`update consultations.consultation set ${changes} where id = $1`, [
    id,
    ...entries.map(([, ms]) => new Date(ms)),
  ]);
}

/** From now on nobody can tell which answers came from one network. */
export async function forgetOrigins(client: Queryable, id: string): Promise<void> {
  await client.query('update consultations.consultation set origin_secret = null where id = $1', [id]);
  await client.query('update consultations.answer set origin = null where consultation = $1', [id]);
}

export async function tell(
  client: Queryable,
  consultation: string,
  {
    kind,
    at,
    by,
    detail = {},
  }: {
    readonly kind: HappeningKind;
    readonly at: number;
    readonly by: string;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await client.query(
    `insert into consultations.happening (consultation, at, kind, by_whom, detail) values ($1, $2, $3, $4, $5)`,
    [consultation, new Date(at), kind, by, JSON.stringify(detail)],
  );
}

/** In the order in which it was done. */
export async function happeningsOf(client: Queryable, consultation: string): Promise<readonly Happening[]> {
  const { rows } = await client.query<{
    number: string;
    at: Date;
    kind: HappeningKind;
    by_whom: string;
    detail: Record<string, unknown>;
  }>(
    'select number, at, kind, by_whom, detail from consultations.happening where consultation = $1 order by number',
    [consultation],
  );
  return rows.map(({ number, at, kind, by_whom, detail }) => {
    return { number, at: at.toISOString(), kind, by: by_whom, detail };
  });
}

export async function insertDocument(
  client: Queryable,
  consultation: string,
  {
    id,
    version,
    reason,
    by,
    at,
    body,
  }: {
    readonly id: string;
    readonly version: number;
    readonly reason: string;
    readonly by: string;
    readonly at: number;
    readonly body: DocumentBody;
  },
): Promise<void> {
  await client.query(
    `insert into consultations.document (consultation, id, version, body, reason, by_whom, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [consultation, id, version, JSON.stringify(body), reason, by, new Date(at)],
  );
}

/** Every version of every document; of a draft they may be replaced. */
export async function removeDocument(client: Queryable, consultation: string, id: string): Promise<void> {
  await client.query('delete from consultations.document where consultation = $1 and id = $2', [
    consultation,
    id,
  ]);
}

/** Every version, oldest first, the documents in the order in which they came. */
export async function documentVersions(
  client: Queryable,
  consultation: string,
): Promise<readonly Document[]> {
  const { rows } = await client.query<{
    id: string;
    version: number;
    body: DocumentBody;
    reason: string;
    at: Date;
  }>(
    `select id, version, body, reason, at from consultations.document d where consultation = $1
     order by (select min(at) from consultations.document where consultation = $1 and id = d.id), id, version`,
    [consultation],
  );
  return rows.map(({ id, version, body, reason, at }) => ({
    ...body,
    id,
    version,
    reason,
    at: at.toISOString(),
  }));
}

/** The newest version of each document. */
export async function currentDocuments(
  client: Queryable,
  consultation: string,
): Promise<readonly Document[]> {
  const all = await documentVersions(client, consultation);
  return [...Map.groupBy(all, ({ id }) => id).values()].flatMap((versions) => versions.at(-1) ?? []);
}

function fromRow(row: Row): Consultation {
  const ms = (time: Date | null) => time?.getTime() ?? null;
  return {
    id: row.id,
    slug: row.slug,
    plan: row.plan,
    createdBy: row.created_by,
    createdAt: row.created_at.getTime(),
    opensAt: ms(row.opens_at),
    closesAt: ms(row.closes_at),
    responseDueAt: ms(row.response_due_at),
    analysedAt: ms(row.analysed_at),
    respondedAt: ms(row.responded_at),
    archivedAt: ms(row.archived_at),
    originSecret: row.origin_secret,
  };
}

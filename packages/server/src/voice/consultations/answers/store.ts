import type { Attachment } from '../attachments.ts';
import type { Queryable } from '../store.ts';
import type { Channel, Counted } from './answer.ts';
import type { Content } from './content.ts';
import type { AnswerRecord, Sealed } from './record.ts';

/** An answer as its table has it. */
export interface Answer {
  readonly id: string;
  readonly consultation: string;
  readonly draft: Content | null;
  readonly sealed: Sealed | null;
  /** Hex; of what was withdrawn as well. */
  readonly commitment: string | null;
  readonly receivedAt: number | null;
  readonly withdrawnAt: number | null;
  readonly channel: Channel;
  readonly savedAt: number;
}

interface Row {
  readonly id: string;
  readonly consultation: string;
  readonly draft: Content | null;
  readonly record: string | null;
  readonly salt: Buffer | null;
  readonly commitment: Buffer | null;
  readonly received_at: Date | null;
  readonly withdrawn_at: Date | null;
  readonly channel: Channel;
  readonly saved_at: Date;
}

const SELECT = `select id, consultation, draft, record, salt, commitment, received_at, withdrawn_at, channel, saved_at
  from consultations.answer`;

/** @param forUpdate holds it for the transaction */
export async function findByLink(
  client: Queryable,
  consultation: string,
  linkHash: Buffer,
  forUpdate = false,
): Promise<Answer | null> {
  const { rows } = await client.query<Row>(
    `${SELECT} where consultation = $1 and link_hash = $2 ${forUpdate ? 'for update' : ''}`,
    [consultation, linkHash],
  );
  return rows[0] ? fromRow(rows[0]) : null;
}

export async function findAnswer(
  client: Queryable,
  consultation: string,
  id: string,
): Promise<Answer | null> {
  const { rows } = await client.query<Row>(`${SELECT} where consultation = $1 and id = $2`, [
    consultation,
    id,
  ]);
  return rows[0] ? fromRow(rows[0]) : null;
}

/** Keeps what was filled in so far, under a link. What was sent meanwhile stays as it was sent. */
export async function saveDraft(
  client: Queryable,
  {
    id,
    consultation,
    linkHash,
    draft,
    at,
  }: {
    readonly id: string;
    readonly consultation: string;
    readonly linkHash: Buffer;
    readonly draft: Content;
    readonly at: number;
  },
): Promise<void> {
  await client.query(
    `insert into consultations.answer (id, consultation, link_hash, draft, channel, saved_at)
     values ($1, $2, $3, $4, 'page', $5)
     on conflict (link_hash) do update set draft = excluded.draft, saved_at = excluded.saved_at
       where answer.received_at is null and answer.consultation = excluded.consultation`,
    [id, consultation, linkHash, JSON.stringify(draft), new Date(at)],
  );
}

/** The draft becomes an answer. */
export async function markReceived(
  client: Queryable,
  id: string,
  { sealed, at, origin }: { readonly sealed: Sealed; readonly at: number; readonly origin: Buffer | null },
): Promise<void> {
  await client.query(
    `update consultations.answer
     set draft = null, record = $2, salt = $3, commitment = $4, received_at = $5, origin = $6, saved_at = $5
     where id = $1 and received_at is null`,
    [id, sealed.text, sealed.salt, sealed.commitment, new Date(at), origin],
  );
}

/** What staff enter for somebody: it was never a draft, and no link leads to it. */
export async function insertEntered(
  client: Queryable,
  {
    id,
    consultation,
    sealed,
    receivedAt,
    channel,
    by,
    at,
  }: {
    readonly id: string;
    readonly consultation: string;
    readonly sealed: Sealed;
    readonly receivedAt: number;
    readonly channel: Channel;
    readonly by: string;
    readonly at: number;
  },
): Promise<void> {
  await client.query(
    `insert into consultations.answer (id, consultation, record, salt, commitment, received_at, channel, entered_by, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      consultation,
      sealed.text,
      sealed.salt,
      sealed.commitment,
      new Date(receivedAt),
      channel,
      by,
      new Date(at),
    ],
  );
}

/**
 * Of a withdrawn answer only the commitment stays: what it said, its salt, where it came from and what was made of
 * it go.
 *
 * @returns the ids of its files, which are still to be removed
 */
export async function eraseAnswer(client: Queryable, id: string, at: number): Promise<readonly string[]> {
  await client.query(
    `update consultations.answer set draft = null, record = null, salt = null, origin = null, withdrawn_at = $2
     where id = $1`,
    [id, new Date(at)],
  );
  for (const table of ['reading', 'quote', 'release'])
    await client.query(`delete from consultations.${table} where answer = $1`, [id]);
  const { rows } = await client.query<{ id: string }>(
    'delete from consultations.attachment where answer = $1 returning id',
    [id],
  );
  return rows.map((row) => row.id);
}

/** A draft that nobody sent goes without a trace. */
export async function deleteDraft(client: Queryable, id: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    'delete from consultations.attachment where answer = $1 returning id',
    [id],
  );
  await client.query('delete from consultations.answer where id = $1 and received_at is null', [id]);
  return rows.map((row) => row.id);
}

export async function addAttachments(
  client: Queryable,
  answer: string,
  attachments: readonly Attachment[],
  at: number,
): Promise<void> {
  for (const { id, question, name, type, bytes, sha256, scanned } of attachments)
    await client.query(
      `insert into consultations.attachment (id, answer, question, name, type, bytes, sha256, scanned, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, answer, question, name, type, bytes, Buffer.from(sha256, 'hex'), scanned, new Date(at)],
    );
}

export async function attachmentsOf(client: Queryable, answer: string): Promise<readonly Attachment[]> {
  const { rows } = await client.query<Omit<Attachment, 'sha256'> & { readonly sha256: Buffer }>(
    'select id, question, name, type, bytes, sha256, scanned from consultations.attachment where answer = $1 order by id',
    [answer],
  );
  return rows.map((row) => ({ ...row, sha256: row.sha256.toString('hex') }));
}

export async function removeAttachment(client: Queryable, answer: string, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'delete from consultations.attachment where answer = $1 and id = $2',
    [answer, id],
  );
  return rowCount === 1;
}

/** Every answer that was ever sent, those withdrawn too, in the order in which they came. */
export async function countedAnswers(client: Queryable, consultation: string): Promise<readonly Counted[]> {
  const { rows } = await client.query<{
    id: string;
    commitment: Buffer;
    received_at: Date;
    withdrawn_at: Date | null;
    channel: Channel;
  }>(
    `select id, commitment, received_at, withdrawn_at, channel from consultations.answer
     where consultation = $1 and received_at is not null order by received_at, id`,
    [consultation],
  );
  return rows.map(({ id, commitment, received_at, withdrawn_at, channel }) => ({
    id,
    commitment: commitment.toString('hex'),
    received_at: received_at.toISOString(),
    withdrawn_at: withdrawn_at?.toISOString() ?? null,
    channel,
  }));
}

/** An answer that stands, as it was sent. */
export interface Standing {
  readonly id: string;
  readonly record: AnswerRecord;
  /** Which answers came from the same network have the same; null where nobody can tell any more. */
  readonly origin: string | null;
}

/** Those that were not withdrawn, in the order in which they came. */
export async function standingAnswers(client: Queryable, consultation: string): Promise<readonly Standing[]> {
  const { rows } = await client.query<{ id: string; record: string; origin: Buffer | null }>(
    `select id, record, origin from consultations.answer
     where consultation = $1 and record is not null order by received_at, id`,
    [consultation],
  );
  return rows.map(({ id, record, origin }) => ({
    id,
    // Written by `seal` and by nobody else.
    record: JSON.parse(record) as AnswerRecord,
    origin: origin?.toString('hex') ?? null,
  }));
}

/** Drafts that nobody sent, of consultations that are over for a while. */
export async function oldDrafts(client: Queryable, closedBefore: number): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select a.id from consultations.answer a join consultations.consultation c on c.id = a.consultation
     where a.received_at is null and c.closes_at < $1`,
    [new Date(closedBefore)],
  );
  return rows.map(({ id }) => id);
}

function fromRow(row: Row): Answer {
  const { record, salt, commitment } = row;
  return {
    id: row.id,
    consultation: row.consultation,
    draft: row.draft,
    sealed:
      record !== null && salt !== null && commitment !== null ? { text: record, salt, commitment } : null,
    commitment: commitment?.toString('hex') ?? null,
    receivedAt: row.received_at?.getTime() ?? null,
    withdrawnAt: row.withdrawn_at?.getTime() ?? null,
    channel: row.channel,
    savedAt: row.saved_at.getTime(),
  };
}

import type { Action } from '@safeward/engine';
import { byteaArray, textArray, timestampArray } from '../platform/database/arrays.ts';
import type { Pool } from '../platform/database/index.ts';
import { BEGIN_HOLDS, holdColumns } from './holds/begin.ts';
import type { DecisionRecord, RecordedAnswer } from './record.ts';

const COLUMNS = `id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, event, keep_until, known`;
const ROWS = `select id, event_id, event_hash, decided_at, kind, actor, action, measures::text[], answer, event, keep_until,
    known
  from unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
              $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::text[])
    as r (id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, event, keep_until, known)`;

const INSERT = `insert into gate.decision (${COLUMNS}) ${ROWS} on conflict (event_id) do nothing`;
/** The same where some are held: what waits for somebody is entered, and told, with them. */
const INSERT_WITH_HOLDS = `with made as (${INSERT} returning id), ${BEGIN_HOLDS} select id from made`;

const UPSERT = `insert into gate.decision (${COLUMNS}) ${ROWS}
  on conflict (event_id) do update
    set action = excluded.action, measures = excluded.measures, answer = excluded.answer, event = excluded.event,
      known = excluded.known
    where decision.id = excluded.id
  returning id`;
const UPSERT_WITH_HOLDS = `with made as (${UPSERT}), ${BEGIN_HOLDS} select id from made`;

/**
 * Records many decisions in one statement, which is one transaction and one sync to disk. An event that has a
 * decision already keeps it.
 *
 * @returns what stands in the way: the recorded decisions of those events that had one
 */
export async function insertDecisions(
  pool: Pool,
  records: readonly DecisionRecord[],
): Promise<readonly RecordedAnswer[]> {
  const held = records.filter(isHeld);
  const { rowCount } = await pool.query(
    held.length === 0
      ? { name: 'insert-decisions', text: INSERT, values: columns(records) }
      : {
          name: 'insert-decisions-with-holds',
          text: INSERT_WITH_HOLDS,
          values: [...columns(records), ...holdColumns(held)],
        },
  );
  if (rowCount === records.length) return [];
  const ours = new Set(records.map(({ id }) => id));
  const found = await findByEvents(
    pool,
    records.map(({ eventId }) => eventId),
  );
  return found.filter(({ id }) => !ours.has(id));
}

/**
 * Records decisions that were already given as an answer. Where the one computed for the same answer was
 * committed meanwhile (same id), the answer wins; a decision of another id for the same event stays.
 *
 * @returns ids of the decisions that are recorded now as they were answered
 */
export async function upsertDecisions(
  pool: Pool,
  records: readonly DecisionRecord[],
): Promise<ReadonlySet<string>> {
  const held = records.filter(isHeld);
  const { rows } = await pool.query<{ id: string }>(
    held.length === 0
      ? { name: 'upsert-decisions', text: UPSERT, values: columns(records) }
      : {
          name: 'upsert-decisions-with-holds',
          text: UPSERT_WITH_HOLDS,
          values: [...columns(records), ...holdColumns(held)],
        },
  );
  return new Set(rows.map(({ id }) => id));
}

export async function findByEvents(
  pool: Pool,
  eventIds: readonly string[],
): Promise<readonly RecordedAnswer[]> {
  const { rows } = await pool.query<RecordedAnswer>({
    name: 'decisions-by-event',
    text: `select id, event_id as "eventId", encode(event_hash, 'hex') as "eventHash", answer
      from gate.decision where event_id = any($1)`,
    values: [eventIds],
  });
  return rows;
}

/** Action and answer of one decision. */
export async function findDecision(
  pool: Pool,
  id: string,
): Promise<{ readonly action: string; readonly answer: string } | null> {
  const { rows } = await pool.query<{ action: string; answer: string }>({
    name: 'decision-by-id',
    text: 'select action, answer from gate.decision where id = $1',
    values: [id],
  });
  return rows[0] ?? null;
}

export interface DecisionFilter {
  readonly actor?: string | undefined;
  readonly action?: Action | undefined;
  readonly measure?: string | undefined;
  /** Ids not less than this one. */
  readonly from?: string | undefined;
  /** Ids less than this one. */
  readonly before?: string | undefined;
}

/** Newest first. */
export async function listDecisions(
  pool: Pool,
  filter: DecisionFilter,
  limit: number,
): Promise<readonly { readonly id: string; readonly answer: string }[]> {
  const values: unknown[] = [];
  const where: string[] = [];
  const add = (condition: (parameter: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  add((p) => `actor = ${p}`, filter.actor);
  // Written out so that the partial indexes can be used, whatever the parameter is.
  add((p) => `action = ${p}`, filter.action);
  if (filter.action !== undefined && filter.action !== 'allow') where.push(`action <> 'allow'`);
  add((p) => `measures @> array[${p}::text] and measures <> '{}'`, filter.measure);
  add((p) => `id >= ${p}`, filter.from);
  add((p) => `id < ${p}`, filter.before);
  const { rows } = await pool.query<{ id: string; answer: string }>(
    `select id, answer from gate.decision ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
     order by id desc limit ${limit}`,
    values,
  );
  return rows;
}

function isHeld({ action }: DecisionRecord): boolean {
  return action === 'hold';
}

function columns(unordered: readonly DecisionRecord[]): Buffer[] {
  // Two servers that insert the same events in different order would wait for each other.
  const records = [...unordered].sort((a, b) => (a.eventId < b.eventId ? -1 : 1));
  return [
    textArray(records.map((record) => record.id)),
    textArray(records.map((record) => record.eventId)),
    byteaArray(records.map((record) => record.eventHash)),
    timestampArray(records.map((record) => record.decidedAt)),
    textArray(records.map((record) => record.kind)),
    textArray(records.map((record) => record.actor)),
    textArray(records.map((record) => record.action)),
    textArray(records.map((record) => arrayLiteral(record.measures))),
    textArray(records.map((record) => record.answer)),
    textArray(records.map((record) => record.event)),
    timestampArray(records.map((record) => record.keepUntil)),
    textArray(records.map((record) => record.known ?? null)),
  ];
}

/** Arrays of different lengths do not fit into one of two dimensions, so each goes as its literal. */
function arrayLiteral(values: readonly string[]): string {
  if (values.length === 0) return '{}';
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

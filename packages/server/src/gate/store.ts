import type { Action } from '@safeward/engine';
import { byteaArray, textArray, timestampArray } from '../platform/database/arrays.ts';
import type { Pool } from '../platform/database/index.ts';
import { INTO_LOG } from '../platform/leaves/index.ts';
import { BEGIN_HOLDS, holdColumns } from './holds/begin.ts';
import type { DecisionRecord, RecordedAnswer } from './record.ts';
import { withSeal } from './seal-line.ts';

const COLUMNS = `id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, event, keep_until, known, seal`;
const ROWS = `r as materialized (
  select id, event_id, event_hash, decided_at, kind, actor, action, measures::text[], answer, event, keep_until, known,
    seal, entry
  from unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
              $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::text[], $13::text[], $14::text[])
    as r (id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, event, keep_until, known, seal, entry))`;
/** Of any number who record a decision for one event, in whatever processes, one enters it here; the others wait for it. */
const ENTER = `insert into gate.event (id, decision, day)
    select event_id, id, (decided_at at time zone 'UTC')::date from r`;
const STORE = `insert into gate.decision (${COLUMNS})
  select ${COLUMNS} from r where id in (select decision from entered)`;

/** The leaves of those that are recorded, in one row. */
const LOG = `${INTO_LOG} select count(*), int8range($15, $16, '[]'), string_agg(entry, E'\\n') from r`;

const TO_INSERT = `with ${ROWS}, entered as (${ENTER} on conflict (id) do nothing returning decision),
  logged as (${LOG} where id in (select decision from entered) having count(*) > 0)`;
const INSERT = `${TO_INSERT} ${STORE}`;
/** The same where some are held: what waits for somebody is entered, and told, with them. */
const INSERT_WITH_HOLDS = `${TO_INSERT}, made as (${STORE} returning id), ${BEGIN_HOLDS} select id from made`;

/** A leaf that is in the log already, because its decision was recorded before, does not come again. */
const UPSERT = `with ${ROWS},
  before as (select id, seal from gate.decision where id = any ($1)),
  entered as (${ENTER}
    on conflict (id) do update set decision = excluded.decision where event.decision = excluded.decision
    returning decision),
  made as (${STORE}
    on conflict (id) do update
      set action = excluded.action, measures = excluded.measures, answer = excluded.answer, event = excluded.event,
        known = excluded.known, seal = excluded.seal
    returning id),
  logged as (${LOG} where id in (select id from made)
    and not exists (select from before where before.id = r.id and before.seal = r.seal) having count(*) > 0)`;
const UPSERT_WITH_HOLDS = `${UPSERT}, ${BEGIN_HOLDS} select id from made`;

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
  const found = await findByEvents(pool, eventsOf(records));
  if (found.length < records.length && (await forgetGone(pool, eventsOf(records))) > 0) {
    const known = new Set(found.map(({ eventId }) => eventId));
    const free = records.filter(({ eventId }) => !known.has(eventId));
    return [...othersThan(records, found), ...(await insertDecisions(pool, free))];
  }
  return othersThan(records, found);
}

/** Sent again after it was committed, a record finds itself. */
function othersThan(
  records: readonly DecisionRecord[],
  found: readonly RecordedAnswer[],
): readonly RecordedAnswer[] {
  const ours = new Set(records.map(({ id }) => id));
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
      ? { name: 'upsert-decisions', text: `${UPSERT} select id from made`, values: columns(records) }
      : {
          name: 'upsert-decisions-with-holds',
          text: UPSERT_WITH_HOLDS,
          values: [...columns(records), ...holdColumns(held)],
        },
  );
  const recorded = new Set(rows.map(({ id }) => id));
  const left = records.filter(({ id }) => !recorded.has(id));
  if (left.length === 0 || (await forgetGone(pool, eventsOf(left))) === 0) return recorded;
  return recorded.union(await upsertDecisions(pool, left));
}

/**
 * Forgets that events had a decision which is gone: its day was dropped, and not all of what was known of it yet. By
 * now whoever entered one of them has committed, decision and all, so that what is not found is not there.
 *
 * @returns how many are free again
 */
async function forgetGone(pool: Pool, eventIds: readonly string[]): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from gate.event where id = any ($1::text[])
       and not exists (select from gate.decision where decision.id = event.decision)`,
    [eventIds],
  );
  return rowCount ?? 0;
}

function eventsOf(records: readonly DecisionRecord[]): readonly string[] {
  return records.map(({ eventId }) => eventId);
}

export async function findByEvents(
  pool: Pool,
  eventIds: readonly string[],
): Promise<readonly RecordedAnswer[]> {
  const { rows } = await pool.query<RecordedAnswer>({
    name: 'decisions-by-event',
    // Each is looked for in the day of its own.
    text: `select d.id, e.id as "eventId", encode(d.event_hash, 'hex') as "eventHash", d.answer, d.seal
      from gate.event e join gate.decision d on d.id = e.decision where e.id = any($1)`,
    values: [eventIds],
  });
  return rows;
}

interface FoundDecision {
  readonly action: string;
  readonly answer: string;
  readonly seal: string | null;
}

/** What is shown of one decision. */
export async function findDecision(pool: Pool, id: string): Promise<FoundDecision | null> {
  const { rows } = await pool.query<FoundDecision>({
    name: 'decision-by-id',
    text: 'select action, answer, seal from gate.decision where id = $1',
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

export interface ListedDecision {
  readonly id: string;
  readonly answer: string;
  readonly seal: string | null;
}

/** Newest first. */
export async function listDecisions(
  pool: Pool,
  filter: DecisionFilter,
  limit: number,
): Promise<readonly ListedDecision[]> {
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
  const { rows } = await pool.query<ListedDecision>(
    `select id, answer, seal from gate.decision ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
     order by id desc limit ${limit}`,
    values,
  );
  return rows;
}

function isHeld({ action }: DecisionRecord): boolean {
  return action === 'hold';
}

function columns(unordered: readonly DecisionRecord[]): (Buffer | number)[] {
  // Two servers that insert the same events in different order would wait for each other.
  const records = unordered.map(withSeal).sort((a, b) => (a.eventId < b.eventId ? -1 : 1));
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
    textArray(records.map((record) => record.seal ?? null)),
    textArray(records.map((record) => record.entry ?? null)),
    ...between(records.map(({ decidedAt }) => decidedAt)),
  ];
}

/** Arrays of different lengths do not fit into one of two dimensions, so each goes as its literal. */
function arrayLiteral(values: readonly string[]): string {
  if (values.length === 0) return '{}';
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

function between(moments: readonly number[]): [number, number] {
  return [Math.min(...moments), Math.max(...moments)];
}

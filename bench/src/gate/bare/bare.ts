import type { Event } from '@safeward/engine';
import { MIGRATIONS, migrate, openDatabase } from '@safeward/server';
import fastify from 'fastify';
import pg from 'pg';
import type { Expected } from '../expected.ts';
import { numberOfEvent } from '../requests.ts';
import { serveForParent } from '../side/child.ts';
import { bytesArray, TYPES, textArray, timestamp } from './arrays.ts';
import { groupCommit } from './group-commit.ts';

/**
 * What the gate is measured against: a Fastify handler that parses the same JSON, writes the same bytes into the same
 * table with the same indexes on the same kind of database, together with whatever else waits, and answers the same
 * bytes when they are committed. It checks nothing, decides nothing and knows no keys.
 */
export interface StartBare {
  readonly dataDir: string;
  /** For each event of the traffic, in its order. */
  readonly expected: readonly Expected[];
}

interface Row {
  readonly id: string;
  readonly eventId: string;
  readonly kind: string;
  readonly actor: string;
  readonly action: string;
  /** As PostgreSQL writes an array. */
  readonly measures: string;
  readonly answer: string;
  readonly event: string | null;
}

const INSERT = {
  name: 'insert',
  // An event has one decision: that is held by a table of its own, over the tables of all days.
  text: `with r as materialized (
    select id, event_id, event_hash, decided_at, kind, actor, action, measures::text[], answer, event, keep_until
      from unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
                  $8::text[], $9::text[], $10::text[], $11::timestamptz[])
        as r (id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, event, keep_until)),
    entered as (insert into gate.event (id, decision, day) select event_id, id, current_date from r
      on conflict (id) do nothing)
    insert into gate.decision
      (id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, event, keep_until)
    select id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, event, keep_until from r`,
};
const KEPT_MS = 90 * 86_400_000;

serveForParent<StartBare>(async ({ dataDir, expected }) => {
  const database = await openDatabase({ dataDir });
  await migrate(database.pool, MIGRATIONS);
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  // What breaks while it is idle matters only to whoever uses it next, and is told then.
  pool.on('error', () => {});
  const record = groupCommit((rows: readonly Row[]) => insert(pool, rows));
  const app = fastify({ logger: false, forceCloseConnections: true });
  let made = 0;

  app.post('/v1/decisions', async (request, reply) => {
    const event = request.body as Event;
    const template = expected[numberOfEvent(event.id) % expected.length];
    if (template === undefined) throw new RangeError(event.id);
    const row = toRow(decisionId(made++), event, template);
    await record(row);
    const { id, answer } = row;
    return reply
      .type('application/json; charset=utf-8')
      .send(`${answer.slice(0, -1)},"record":{"id":"${id}"},"timing_ms":{"signals":0.031,"total":3.141}}`);
  });

  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    key: 'sw_'.padEnd(60, 'x'),
    database,
    async close() {
      await app.close();
      await pool.end();
      await database.close();
    },
  };
});

function toRow(id: string, event: Event, { outcome, kept }: Expected): Row {
  return {
    id,
    eventId: event.id,
    kind: event.kind,
    actor: event.actor.id,
    action: outcome.action,
    measures: `{${outcome.reasons.map(({ measure }) => `"${measure}"`).join(',')}}`,
    answer: JSON.stringify({ id, ...outcome, event: event.id }),
    event: kept === null ? null : JSON.stringify({ ...kept, id: event.id }),
  };
}

/** SHA-256 has 32 bytes; these say nothing. */
const HASH = Buffer.alloc(32, 0x5a);

async function insert(pool: pg.Pool, rows: readonly Row[]): Promise<void> {
  const now = timestamp(Date.now());
  const until = timestamp(Date.now() + KEPT_MS);
  const text = (value: (row: Row) => string | null): Buffer => textArray(rows.map(value));
  await pool.query({
    ...INSERT,
    values: [
      text(({ id }) => id),
      text(({ eventId }) => eventId),
      bytesArray(
        TYPES.bytea,
        rows.map(() => HASH),
      ),
      bytesArray(
        TYPES.timestamptz,
        rows.map(() => now),
      ),
      text(({ kind }) => kind),
      text(({ actor }) => actor),
      text(({ action }) => action),
      text(({ measures }) => measures),
      text(({ answer }) => answer),
      text(({ event }) => event),
      bytesArray(
        TYPES.timestamptz,
        rows.map(() => until),
      ),
    ],
  });
}

/** Ascending, and as long as the ids of the gate: `dec_` and 26 characters. */
function decisionId(number: number): string {
  return `dec_${String(number).padStart(26, '0')}`;
}

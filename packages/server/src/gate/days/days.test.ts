import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, inTransaction, migrate, openDatabase } from '../../platform/database/index.ts';
import { createLog } from '../../platform/log/log.ts';
import { MIGRATIONS } from '../../server.ts';
import { temporaryFolder } from '../../test-kit/index.ts';
import { endHold } from '../holds/store.ts';
import { removeDue } from '../keep.ts';
import { type DecisionRecord, decisionId } from '../record.ts';
import { findByEvents, findDecision, insertDecisions, upsertDecisions } from '../store.ts';
import { makeDays } from './make.ts';
import { listParts } from './part.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The tests' own today: the clock of the machine plays no part. */
const TODAY = Date.parse('2026-06-20T12:00:00Z');
const log = createLog('silent');

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
  await migrate(database.pool, MIGRATIONS);
});
afterAll(async () => {
  await database.close();
  folder.remove();
});
beforeEach(async () => {
  await database.pool.query('truncate gate.decision, gate.event, gate.hold, gate.resolution, outbox.message');
});

let made = 0;

/** A decision of a moment, kept for so many days. */
function record(at: number, days: number, more: Partial<DecisionRecord> = {}): DecisionRecord {
  made += 1;
  const id = decisionId(at);
  return {
    id,
    eventId: `e${made}`,
    eventHash: 'ab'.repeat(32),
    decidedAt: at,
    kind: 'post',
    actor: 'sam',
    action: 'allow',
    measures: [],
    answer: JSON.stringify({ id }),
    event: null,
    keepUntil: at + days * DAY,
    ...more,
  };
}

const parts = async () => (await listParts(database.pool)).map(({ name }) => name);
const held = (at: number, days: number, effects: readonly object[] = []) =>
  record(at, days, {
    action: 'hold',
    answer: JSON.stringify({ until: 'guardian', reasons: [], practice: '', effects }),
  });
const insert = (...records: readonly DecisionRecord[]) => insertDecisions(database.pool, records);
const isThere = async ({ id }: DecisionRecord) => (await findDecision(database.pool, id)) !== null;
const count = async (table: string) =>
  (await database.pool.query<{ n: number }>(`select count(*)::int as n from gate.${table}`)).rows[0]?.n;

/** Until nothing is due any more. @returns how many were removed */
async function removeAll(now: number): Promise<number> {
  let total = 0;
  for (let removed = 1; removed > 0; total += removed) removed = await removeDue(database.pool, log, now);
  return total;
}

describe('the days to come', () => {
  test('are made once, whoever makes them, and each takes its records', async () => {
    const rounds = await Promise.all([1, 2, 3].map(() => makeDays(database.pool, TODAY)));
    expect(rounds.flat()).toEqual(['2026_06_20', '2026_06_21', '2026_06_22', '2026_06_23']);
    expect(await makeDays(database.pool, TODAY)).toEqual([]);
    await insert(record(TODAY, 90), record(TODAY + 3 * DAY, 90));
    expect([await count('decision_2026_06_20'), await count('decision_2026_06_23')]).toEqual([1, 1]);
    expect(await count('decision_rest')).toBe(0);
  });

  test('take over what was decided before they were made', async () => {
    const early = held(TODAY + 10 * DAY, 90);
    await insert(early);
    await endHold(database.pool, early.id, { by: 'kim', as: 'guardian', outcome: 'release' });
    expect([await count('decision_rest'), await count('resolution_rest')]).toEqual([1, 1]);
    await makeDays(database.pool, TODAY + 10 * DAY);
    expect([await count('decision_rest'), await count('resolution_rest')]).toEqual([0, 0]);
    expect([await count('decision_2026_06_30'), await count('resolution_2026_06_30')]).toEqual([1, 1]);
    expect(await isThere(early)).toBe(true);
  });
});

describe('an event', () => {
  test('has one decision, on whichever day it comes again', async () => {
    await makeDays(database.pool, TODAY);
    const first = record(TODAY, 90);
    await insert(first);
    const again = record(TODAY + DAY, 90, { eventId: first.eventId });
    expect(await insert(again)).toMatchObject([{ id: first.id, eventId: first.eventId }]);
    expect(await isThere(again)).toBe(false);
    expect(await insert(first)).toEqual([]);
    expect(await upsertDecisions(database.pool, [again, first])).toEqual(new Set([first.id]));
  });

  test('has one decision where two are recorded at once', async () => {
    const rivals = Array.from({ length: 8 }, (_, n) =>
      record(TODAY + (n % 2) * DAY, 90, { eventId: 'rivals' }),
    );
    const found = await Promise.all(rivals.map((one) => insert(one)));
    expect(await count('decision')).toBe(1);
    const [kept] = await findByEvents(database.pool, ['rivals']);
    expect(found.filter((others) => others.length === 0)).toHaveLength(1);
    expect(new Set(found.flat().map(({ id }) => id))).toEqual(new Set([kept?.id]));
  });

  test('is decided anew where its decision is gone, by either way of recording', async () => {
    const [one, other] = [record(TODAY, 90), record(TODAY, 90)];
    await insert(one, other);
    await database.pool.query('delete from gate.decision');
    const stays = record(TODAY, 90);
    await insert(stays);
    const anew = [one, other].map(({ eventId }) => record(TODAY + DAY, 90, { eventId }));
    const [first, second] = anew as [DecisionRecord, DecisionRecord];
    const again = record(TODAY, 90, { eventId: stays.eventId });
    expect(await insert(first, again)).toMatchObject([{ id: stays.id }]);
    expect(await upsertDecisions(database.pool, [second])).toEqual(new Set([second.id]));
    expect(await Promise.all([...anew, stays, again].map(isThere))).toEqual([true, true, true, false]);
  });
});

describe('a day that is due', () => {
  const long = TODAY - 40 * DAY;
  beforeEach(async () => {
    await makeDays(database.pool, long);
  });

  test('is dropped whole, and its events are forgotten', async () => {
    const records = Array.from({ length: 300 }, () => record(long, 30));
    const next = record(long + DAY, 90);
    await insert(...records, next);
    expect(await removeAll(long + 30 * DAY)).toBe(0);
    expect(await removeAll(TODAY)).toBe(300);
    expect(await parts()).not.toContain('2026_05_11');
    expect([await count('decision'), await count('event')]).toEqual([1, 1]);
    expect(await isThere(next)).toBe(true);
  });

  test('tells of what was still held, and forgets how the rest was ended', async () => {
    const [open, ended] = [held(long, 30), held(long, 30)];
    await insert(open, ended);
    await endHold(database.pool, ended.id, { by: 'kim', as: 'guardian', outcome: 'release' });
    expect(await removeAll(TODAY)).toBe(2);
    expect([await count('hold'), await count('resolution')]).toEqual([0, 0]);
    const { rows } = await database.pool.query<{ subject: string; type: string }>(
      `select subject, type from outbox.message where type <> 'decision.held' order by number`,
    );
    expect(rows).toEqual([
      { subject: ended.eventId, type: 'decision.released' },
      { subject: open.eventId, type: 'decision.refused' },
    ]);
  });

  test('leaves evidence, held or ended or neither, with its event', async () => {
    const effects = [{ preserve: 'evidence' }];
    const proof = [held(long, 30, effects), held(long, 30, effects)] as const;
    const due = record(long, 30);
    await insert(...proof, due);
    const [open, ended] = proof;
    await endHold(database.pool, ended.id, { by: 'kim', as: 'guardian', outcome: 'refuse' });
    expect(await removeAll(TODAY)).toBe(1);
    expect([await count('decision_rest'), await count('resolution_rest'), await count('hold')]).toEqual([
      2, 1, 1,
    ]);
    const again = record(TODAY, 30, { eventId: open.eventId });
    expect(await insert(again)).toMatchObject([{ id: open.id }]);
    // Its day went: a second round finds nothing to do.
    expect(await removeAll(TODAY + DAY)).toBe(0);
  });

  test('keeps what came late from a spool until that is due itself', async () => {
    const late = record(long, 90);
    await removeAll(TODAY);
    expect(await parts()).not.toContain('2026_05_11');
    expect(await upsertDecisions(database.pool, [late])).toEqual(new Set([late.id]));
    expect(await removeAll(TODAY)).toBe(0);
    expect(await isThere(late)).toBe(true);
    expect(await removeAll(long + 91 * DAY)).toBe(1);
    expect(await count('event')).toBe(0);
  });

  test('waits while somebody reads it, and holds nobody up', async () => {
    await insert(record(long, 30));
    await inTransaction(database.pool, async (client) => {
      await client.query('select from gate.decision limit 1');
      await expect(removeAll(TODAY)).rejects.toMatchObject({ code: '55P03' });
      expect(await insert(record(TODAY, 30))).toEqual([]);
    });
    expect(await removeAll(TODAY)).toBe(1);
  });

  test('is thinned out where much of it is kept for longer', async () => {
    const [due, later] = [record(long, 30), record(long, 90)];
    await insert(due, later);
    expect(await removeAll(TODAY)).toBe(1);
    expect([await isThere(due), await isThere(later), await count('event')]).toEqual([false, true, 1]);
    expect(await parts()).toContain('2026_05_11');
  });
});

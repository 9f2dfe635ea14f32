import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, migrate, openDatabase } from '../../platform/database/index.ts';
import { leafMigrations } from '../../platform/leaves/index.ts';
import { createLog } from '../../platform/log/log.ts';
import { outboxMigrations } from '../../platform/outbox/index.ts';
import { temporaryFolder } from '../../test-kit/index.ts';
import { gateMigrations } from '../index.ts';
import { removeDue } from '../keep.ts';
import { decisionId } from '../record.ts';
import { findByEvents, findDecision } from '../store.ts';
import { dayAt } from './day.ts';
import { makeDays } from './make.ts';
import { listParts } from './part.ts';

const DAY = 86_400_000;

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
beforeEach(async () => {
  folder = temporaryFolder();
  database = await openDatabase({ dataDir: folder.path });
  const old = join(folder.path, 'old');
  mkdirSync(old);
  const all = fileURLToPath(gateMigrations.folder);
  for (const name of readdirSync(all).filter((file) => file < '005'))
    cpSync(join(all, name), join(old, name));
  await migrate(database.pool, [outboxMigrations, { area: 'gate', folder: pathToFileURL(`${old}/`) }]);
});
afterEach(async () => {
  await database.close();
  folder.remove();
});

/** As a Safeward of the time before days recorded it. */
async function recordedBefore(at: number, keepUntil: number): Promise<string> {
  const id = decisionId(at);
  await database.pool.query(
    `insert into gate.decision (id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, keep_until)
     values ($1, $2, '\\x5a', $3, 'post', 'a', 'hold', '{}', '{}', $4)`,
    [id, `of ${id}`, new Date(at), new Date(keepUntil)],
  );
  await database.pool.query(`insert into gate.hold (decision, until) values ($1, 'guardian')`, [id]);
  return id;
}

test('a database of the time before days keeps what it has, as one long day', async () => {
  const now = Date.now();
  const old = await recordedBefore(now - 50 * DAY, now + 10 * DAY);
  const young = await recordedBefore(now, now + 90 * DAY);
  await migrate(database.pool, [outboxMigrations, leafMigrations, gateMigrations]);
  const before = await listParts(database.pool);
  expect(before).toEqual([
    { name: 'before', from: '', to: dayAt(now + DAY).from },
    { name: 'rest', from: '', to: null },
  ]);
  expect(await makeDays(database.pool, now)).toEqual([1, 2, 3].map((n) => dayAt(now + n * DAY).name));
  expect((await findByEvents(database.pool, [`of ${old}`, `of ${young}`])).map(({ id }) => id)).toEqual([
    old,
    young,
  ]);
  const log = createLog('silent');
  expect(await removeDue(database.pool, log, now + 11 * DAY)).toBe(1);
  expect([await findDecision(database.pool, old), await findDecision(database.pool, young)]).toMatchObject([
    null,
    { action: 'hold' },
  ]);
  expect(await removeDue(database.pool, log, now + 91 * DAY)).toBe(1);
  expect((await listParts(database.pool)).map(({ name }) => name)).not.toContain('before');
  expect((await database.pool.query('select from gate.hold')).rowCount).toBe(0);
});

test('a decision whose clock was ahead stays where it is, and its day is left to the rest', async () => {
  const now = Date.now();
  const ahead = await recordedBefore(now + 2 * DAY, now + 92 * DAY);
  await migrate(database.pool, [outboxMigrations, leafMigrations, gateMigrations]);
  expect((await listParts(database.pool))[0]).toEqual({ name: 'before', from: '', to: `${ahead}0` });
  expect(await makeDays(database.pool, now)).toEqual([dayAt(now + 3 * DAY).name]);
  expect(await findDecision(database.pool, ahead)).not.toBeNull();
});

test('an empty one begins with days', async () => {
  await migrate(database.pool, [outboxMigrations, leafMigrations, gateMigrations]);
  expect((await listParts(database.pool)).map(({ name }) => name)).toEqual(['rest']);
});

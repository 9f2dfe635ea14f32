import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test-kit/index.ts';
import { type Database, migrate, openDatabase } from '../database/index.ts';
import { createLog } from '../log/log.ts';
import { appendToOutbox, followOutbox, type Message, outboxMigrations, pruneOutbox } from './index.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
  await migrate(database.pool, [outboxMigrations]);
});
afterAll(async () => {
  await database.close();
  folder.remove();
});
beforeEach(async () => {
  await database.pool.query('truncate outbox.message, outbox.reader');
});

const message = (subject: string) => ({ type: 'alarm' as const, subject, data: { subject } });

/** A reader that only remembers. */
function follower(name = 'test') {
  const seen: string[] = [];
  const following = followOutbox({
    pool: database.pool,
    name,
    log: createLog('silent'),
    pollMs: 3_600_000,
    read: async (_client, messages: readonly Message[]) => {
      seen.push(...messages.map(({ subject }) => subject));
    },
  });
  return { seen, ...following };
}

describe('messages', () => {
  test('are read in their order, once, by each reader', async () => {
    await appendToOutbox(database.pool, [message('a'), message('b')]);
    const [one, two] = [follower('one'), follower('two')];
    await one.catchUp();
    await appendToOutbox(database.pool, [message('c')]);
    await one.catchUp();
    await two.catchUp();
    expect(one.seen).toEqual(['a', 'b', 'c']);
    expect(two.seen).toEqual(['a', 'b', 'c']);
    await Promise.all([one.stop(), two.stop()]);
  });

  test('of a transaction that is rolled back are told to nobody', async () => {
    const client = await database.pool.connect();
    await client.query('begin');
    await appendToOutbox(client, [message('never')]);
    await client.query('rollback');
    client.release();
    const reader = follower();
    await reader.catchUp();
    expect(reader.seen).toEqual([]);
    await reader.stop();
  });

  test('of a transaction that commits late are not passed over', async () => {
    const reader = follower();
    const late = await database.pool.connect();
    await late.query('begin');
    await appendToOutbox(late, [message('late')]);
    // Numbered after it, visible before it.
    await appendToOutbox(database.pool, [message('early')]);
    await reader.catchUp();
    expect(reader.seen).toEqual([]);
    await late.query('commit');
    late.release();
    await reader.catchUp();
    expect(reader.seen.toSorted()).toEqual(['early', 'late']);
    await reader.stop();
  });

  test('come again where the reader failed', async () => {
    await appendToOutbox(database.pool, [message('a')]);
    let failures = 0;
    const failing = followOutbox({
      pool: database.pool,
      name: 'test',
      log: createLog('silent'),
      pollMs: 3_600_000,
      read: async () => {
        failures += 1;
        throw new Error('the reader failed');
      },
    });
    await expect(failing.catchUp()).rejects.toThrow('the reader failed');
    await failing.stop();
    const reader = follower();
    await reader.catchUp();
    expect(failures).toBe(1);
    expect(reader.seen).toEqual(['a']);
    await reader.stop();
  });

  test('are read by one of several processes', async () => {
    await appendToOutbox(
      database.pool,
      Array.from({ length: 1_200 }, (_, n) => message(String(n))),
    );
    const [one, two] = [follower(), follower()];
    await Promise.all([one.catchUp(), two.catchUp()]);
    await one.catchUp();
    const seen = [...one.seen, ...two.seen];
    expect(seen).toHaveLength(1_200);
    expect(new Set(seen).size).toBe(1_200);
    await Promise.all([one.stop(), two.stop()]);
  });

  test('are removed when every reader has them', async () => {
    const [fast, slow] = [follower('fast'), follower('slow')];
    await appendToOutbox(database.pool, [message('a')]);
    await fast.catchUp();
    await slow.catchUp();
    await appendToOutbox(database.pool, [message('b')]);
    await fast.catchUp();
    expect(await pruneOutbox(database.pool, -1)).toBe(1);
    await slow.catchUp();
    expect(slow.seen).toEqual(['a', 'b']);
    expect(await pruneOutbox(database.pool, 1)).toBe(0);
    await Promise.all([fast.stop(), slow.stop()]);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { prepareFirstKey } from './first-key.ts';
import { type Database, migrate, openDatabase } from './platform/database/index.ts';
import { createKey, keyMigrations, listKeys, revokeKey } from './platform/keys/index.ts';
import { leafMigrations } from './platform/leaves/index.ts';
import { connect, someEvent, startServerProcess, temporaryFolder } from './test-kit/index.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: join(folder.path, 'database') });
  await migrate(database.pool, [keyMigrations, leafMigrations]);
});
afterAll(async () => {
  await database.close();
  folder.remove();
});
beforeEach(async () => {
  await database.pool.query('truncate keys.key');
});

test('of servers that all found no key, one makes the first, and only its key file stays', async () => {
  const files = ['a', 'b', 'c'].map((name) => join(folder.path, `${name}.key`));
  const prepared = await Promise.all(files.map((file) => prepareFirstKey(database, file)));
  const made = await Promise.all(prepared.map((first) => first.make()));
  const keys = made.filter((key) => key !== null);
  expect(keys.length).toBe(1);
  expect((await listKeys(database.pool)).map(({ name }) => name)).toEqual(['first']);
  expect(files.filter(existsSync).map((file) => readFileSync(file, 'utf8'))).toEqual([`${keys[0]}\n`]);
});

test('where there ever was a key none is made, not even when it was ended meanwhile', async () => {
  const first = await prepareFirstKey(database, undefined);
  const { created } = await createKey(database.pool, { name: 'by hand', scopes: ['decide'] });
  await revokeKey(database.pool, created.id);
  expect(await first.make()).toBeNull();
});

test('two processes that start at once on an empty database make one key, which both take', async () => {
  await database.pool.query('create database together');
  const shared = new URL(database.url);
  shared.pathname = '/together';
  const databaseUrl = shared.href;
  const servers = await Promise.all(
    ['one', 'two'].map((name) => startServerProcess({ dataDir: join(folder.path, name), databaseUrl })),
  );
  try {
    const keys = servers.map(({ key }) => key).filter((key) => key !== null);
    expect(keys.length).toBe(1);
    for (const { url } of servers)
      expect((await connect(url, keys[0] ?? '').decide(someEvent())).status).toBe(200);
  } finally {
    for (const server of servers) await server.signal('SIGTERM');
  }
});

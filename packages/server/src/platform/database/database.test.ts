import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test-kit/index.ts';
import { DataFolderInUse } from '../data-folder/lock.ts';
import { byteaArray, textArray, timestampArray } from './arrays.ts';
import { createPool, type Database, DatabaseUnavailable, openDatabase } from './index.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
});
afterAll(async () => {
  await database.close();
  folder.remove();
});

const one = async (text: string, values: readonly unknown[] = []): Promise<unknown> => {
  const { rows } = await database.pool.query<Record<string, unknown>>(text, [...values]);
  return Object.values(rows[0] ?? {})[0];
};

describe('the embedded database', () => {
  it.each([
    ['fsync', 'on'],
    ['synchronous_commit', 'on'],
    ['full_page_writes', 'on'],
    ['server_encoding', 'UTF8'],
    ['listen_addresses', '127.0.0.1'],
  ])('runs with %s %s', async (name, value) => {
    expect(await one('select current_setting($1)', [name])).toBe(value);
  });

  it('keeps its secrets to its owner', () => {
    for (const file of [database.folder.password, database.folder.connection])
      expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('refuses who does not know the password', async () => {
    const pool = createPool(database.url.replace(/:[^:@]+@/, ':wrong@'), { max: 1 });
    await expect(pool.query('select 1')).rejects.toMatchObject({ code: '28P01' });
    await pool.end();
  });

  it('is not opened twice: the second is told by whom it is used', async () => {
    const second = openDatabase({ dataDir: folder.path });
    await expect(second).rejects.toBeInstanceOf(DataFolderInUse);
    await expect(second).rejects.toThrow(
      `${folder.path} is in use by another Safeward process (pid ${process.pid})`,
    );
  });

  it('is joined by a command beside the server, which leaves it running', async () => {
    const beside = await openDatabase({ dataDir: folder.path, attach: true });
    expect(beside.embedded).toBeNull();
    expect((await beside.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await beside.close();
    expect(await one('select 1')).toBe(1);
  });

  it('comes back at the same address when it was killed, with what it had acknowledged', async () => {
    await database.pool.query('create table kept (n int); insert into kept values (1)');
    const before = database.embedded?.pid ?? 0;
    process.kill(before, 'SIGKILL');
    let found: unknown;
    for (let waited = 0; found === undefined && waited < 30_000; waited += 20) {
      await sleep(20);
      found = await one('select n from kept').catch(() => undefined);
    }
    expect(found).toBe(1);
    expect(database.embedded?.pid).not.toBe(before);
  });

  it.each<[string, string, Buffer, unknown[]]>([
    ['text', 'text[]', textArray(['a', '', 'ü€😀', null, '{"}', '\\']), ['a', '', 'ü€😀', null, '{"}', '\\']],
    ['no text', 'text[]', textArray([]), []],
    [
      'bytes',
      'bytea[]',
      byteaArray(['00ff', '', '0a']),
      ['00ff', '', '0a'].map((hex) => Buffer.from(hex, 'hex')),
    ],
    [
      'times',
      'timestamptz[]',
      timestampArray([0, 1_764_000_000_123, 946_684_800_000]),
      [new Date(0), new Date(1_764_000_000_123), new Date(946_684_800_000)],
    ],
  ])('reads an array of %s as it was written', async (_name, type, bytes, values) => {
    expect(await one(`select $1::${type}`, [bytes])).toEqual(values);
  });
});

describe('a commit pool', () => {
  it.each([
    ['off', 'on'],
    ['on', 'on'],
    ['remote_apply', 'remote_apply'],
  ])('makes synchronous_commit = %s %s', async (set, becomes) => {
    await database.pool.query(`alter role safeward set synchronous_commit = ${set}`);
    const pool = createPool(database.url, { max: 1, durable: true });
    expect((await pool.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: becomes }]);
    await pool.end();
    await database.pool.query('alter role safeward reset synchronous_commit');
  });
});

describe('a database that cannot be had', () => {
  it.each([
    ['postgresql://somebody:geheim@127.0.0.1:1/x', 'postgresql://127.0.0.1:1/x'],
    ['no address at all', 'the given URL'],
  ])('is named without its password: %s', async (url, named) => {
    const other = temporaryFolder();
    const opened = openDatabase({ dataDir: other.path, url });
    await expect(opened).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(opened).rejects.toThrow(named);
    await expect(opened).rejects.not.toThrow('geheim');
    expect(existsSync(`${other.path}/safeward.lock`)).toBe(false);
    other.remove();
  });

  it('says what is missing where its password was lost', async () => {
    const other = temporaryFolder();
    await (await openDatabase({ dataDir: other.path })).close();
    expect(existsSync(`${other.path}/database.json`)).toBe(false);
    const password = `${other.path}/database.password`;
    expect(readFileSync(password, 'utf8')).toHaveLength(32);
    renameSync(password, `${password}.away`);
    await expect(openDatabase({ dataDir: other.path })).rejects.toThrow(`${password} is missing`);
    renameSync(`${password}.away`, password);
    await (await openDatabase({ dataDir: other.path })).close();
    other.remove();
  });
});

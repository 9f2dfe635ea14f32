import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, temporaryFolder } from '../../test-kit/index.ts';
import { type Database, inTransaction, openDatabase } from './index.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
});
afterAll(async () => {
  await database.close();
  folder.remove();
});

it('a connection that breaks between two statements ends its transaction, and nothing else', async () => {
  const { pool } = database;
  const seen: string[] = [];
  const note = (error: Error): number => seen.push(error.message);
  process.on('uncaughtExceptionMonitor', note);
  const broken = inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const gone = new Promise((resolve) => client.once('end', resolve));
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await gone;
    await client.query('select 1');
  });
  await expect(broken).rejects.toThrow();
  expect(await eventually(() => pool.query('select 1'))).toMatchObject({ rowCount: 1 });
  process.off('uncaughtExceptionMonitor', note);
  expect(seen).toEqual([]);
});

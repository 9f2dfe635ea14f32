import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from './platform/database/index.ts';
import { DATA_MAP, MIGRATIONS } from './server.ts';
import { dumpSchema, temporaryFolder } from './test-kit/index.ts';

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

it('the tables are as they were last agreed on', async () => {
  await expect(await dumpSchema(database.pool)).toMatchFileSnapshot('./schema.golden.txt');
});

/** Days, and what outlives them, have the columns of the table that they are parts of. */
const COLUMNS = `
  select n.nspname || '.' || c.relname as name, array_agg(attname::text order by attname) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
  where c.relkind in ('r', 'p') and not c.relispartition
    and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
  group by 1`;

it('every column of every table is described in the data map of its area, and nothing else is', async () => {
  const { rows } = await database.pool.query<{ name: string; columns: readonly string[] }>(COLUMNS);
  const described = Object.entries(DATA_MAP).map(([name, { columns }]) => [
    name,
    Object.keys(columns).toSorted(),
  ]);
  expect(Object.fromEntries(described)).toEqual(
    Object.fromEntries(rows.map(({ name, columns }) => [name, columns.toSorted()])),
  );
});

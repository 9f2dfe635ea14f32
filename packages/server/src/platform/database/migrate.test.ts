import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test-kit/index.ts';
import {
  type AreaMigrations,
  createPool,
  type Database,
  DatabaseUnavailable,
  migrate,
  openDatabase,
} from './index.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
});
afterAll(async () => {
  await database.close();
  folder.remove();
});

// Each test is a house of its own: what another has applied would be from a newer Safeward.
beforeEach(() => database.pool.query('drop schema if exists safeward cascade'));

let areas = 0;

/** An area of its own for each test, with these files. */
function area(...files: readonly string[]): AreaMigrations {
  areas += 1;
  const name = `area${areas}`;
  const path = join(folder.path, name);
  mkdirSync(path);
  const made = { area: name, folder: pathToFileURL(`${path}/`) };
  files.forEach((sql, n) => {
    add(made, n + 1, sql);
  });
  return made;
}

function add({ area: name, folder: path }: AreaMigrations, number: number, sql: string): void {
  writeFileSync(new URL(`${String(number).padStart(3, '0')}_step.sql`, path), sql.replaceAll('AREA', name));
}

const tables = async (schema: string) => {
  const { rows } = await database.pool.query<{ name: string }>(
    'select table_name as name from information_schema.tables where table_schema = $1 order by 1',
    [schema],
  );
  return rows.map(({ name }) => name);
};

describe('migrations', () => {
  it('are applied in order, once', async () => {
    const one = area('create schema AREA; create table AREA.a (n int);', 'alter table AREA.a rename to b;');
    expect(await migrate(database.pool, [one])).toEqual([`${one.area}/001_step`, `${one.area}/002_step`]);
    expect(await migrate(database.pool, [one])).toEqual([]);
    expect(await tables(one.area)).toEqual(['b']);
    add(one, 3, 'create table AREA.c (n int);');
    expect(await migrate(database.pool, [one])).toEqual([`${one.area}/003_step`]);
    expect(await tables(one.area)).toEqual(['b', 'c']);
  });

  it('are applied once where several start at the same time', async () => {
    const one = area('create schema AREA; select pg_sleep(0.2);', 'create table AREA.a (n int);');
    const pools = Array.from({ length: 4 }, () => createPool(database.url, { max: 1 }));
    const applied = await Promise.all(pools.map((pool) => migrate(pool, [one])));
    expect(applied.flat().sort()).toEqual([`${one.area}/001_step`, `${one.area}/002_step`]);
    await Promise.all(pools.map((pool) => pool.end()));
  });

  it('may take longer than a query otherwise has', async () => {
    const pool = createPool(database.url, { max: 1, queryMs: 50 });
    const one = area('create schema AREA; select pg_sleep(0.2);');
    expect(await migrate(pool, [one])).toHaveLength(1);
    await pool.end();
  });

  it('leave nothing half done, and go on where they stopped', async () => {
    const one = area('create schema AREA;', 'create table AREA.a (n int); select 1/0;');
    await expect(migrate(database.pool, [one])).rejects.toMatchObject({ code: '22012' });
    expect(await tables(one.area)).toEqual([]);
    add(one, 2, 'create table AREA.a (n int);');
    expect(await migrate(database.pool, [one])).toEqual([`${one.area}/002_step`]);
  });

  it('refuse a database that a newer Safeward has used', async () => {
    const one = area('create schema AREA;');
    await migrate(database.pool, [one]);
    await database.pool.query(`insert into safeward.migration (area, number, name) values ($1, 2, 'x')`, [
      one.area,
    ]);
    const refused = migrate(database.pool, [one]);
    await expect(refused).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(refused).rejects.toThrow(`${one.area}/2`);
  });

  it('have no gap in their numbers', async () => {
    const one = area('create schema AREA;');
    add(one, 3, 'select 1;');
    await expect(migrate(database.pool, [one])).rejects.toThrow('003_step.sql should be number 2');
  });
});

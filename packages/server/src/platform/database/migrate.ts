import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { DatabaseUnavailable } from './errors.ts';

/** One area's tables: its folder of `001_name.sql`, `002_…`, which are only ever added to. */
export interface AreaMigrations {
  readonly area: string;
  readonly folder: URL;
}

interface Migration {
  readonly area: string;
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** Any number will do, as long as every Safeward takes the same one. */
const ADVISORY_LOCK = 7_233_927_001;
/** Another process may be migrating a large table, and so may this one: far longer than a query otherwise has. */
const PATIENCE_MS = 30 * 60_000;

/**
 * Brings every area's tables up to date: each file in a transaction of its own, one process at a time.
 *
 * @returns the migrations applied now, e.g. `gate/001_decision`
 * @throws {DatabaseUnavailable} where the database was migrated by a newer Safeward
 */
export async function migrate(pool: pg.Pool, areas: readonly AreaMigrations[]): Promise<readonly string[]> {
  const known = areas.flatMap(readMigrations);
  const client = await pool.connect();
  try {
    await client.query({ ...patient('select pg_advisory_lock($1)'), values: [ADVISORY_LOCK] });
    await client.query(`
      create schema if not exists safeward;
      create table if not exists safeward.migration (
        area text not null,
        number int not null,
        name text not null,
        applied_at timestamptz not null default now(),
        primary key (area, number)
      )`);
    const { rows } = await client.query<{ area: string; number: number }>(
      'select area, number from safeward.migration',
    );
    refuseNewer(rows, known);
    const applied = new Set(rows.map((row) => `${row.area}/${row.number}`));
    const missing = known.filter((migration) => !applied.has(`${migration.area}/${migration.number}`));
    for (const migration of missing) await apply(client, migration);
    await client.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK]);
    client.release();
    return missing.map(({ area, name }) => `${area}/${name}`);
  } catch (error) {
    // Destroying the connection gives the advisory lock back.
    client.release(true);
    throw error;
  }
}

/** How the tables of a database differ from those that this program knows. */
export interface SchemaDifference {
  /** Would be applied by a start, e.g. `gate/002_hold`. */
  readonly missing: readonly string[];
  /** Were applied by a newer Safeward, e.g. `gate/9`. */
  readonly unknown: readonly string[];
}

/** Looks, and changes nothing. A database that Safeward never used misses everything. */
export async function compareSchema(
  pool: pg.Pool,
  areas: readonly AreaMigrations[],
): Promise<SchemaDifference> {
  const known = areas.flatMap(readMigrations);
  const { rows: tables } = await pool.query<{ there: boolean }>(
    `select to_regclass('safeward.migration') is not null as there`,
  );
  const { rows: applied } = tables[0]?.there
    ? await pool.query<Applied>('select area, number from safeward.migration order by area, number')
    : { rows: [] };
  const isSame = (one: Applied) => (other: Applied) => one.area === other.area && one.number === other.number;
  return {
    missing: known.filter((one) => !applied.some(isSame(one))).map(({ area, name }) => `${area}/${name}`),
    unknown: applied.filter((one) => !known.some(isSame(one))).map(({ area, number }) => `${area}/${number}`),
  };
}

type Applied = Pick<Migration, 'area' | 'number'>;

async function apply(client: pg.PoolClient, { area, number, name, sql }: Migration): Promise<void> {
  await client.query('begin');
  await client.query(patient(sql));
  await client.query('insert into safeward.migration (area, number, name) values ($1, $2, $3)', [
    area,
    number,
    name,
  ]);
  await client.query('commit');
}

/** pg takes the limit of one query here, though its types do not say so. */
function patient(text: string): pg.QueryConfig & { readonly query_timeout: number } {
  return { text, query_timeout: PATIENCE_MS };
}

function refuseNewer(
  applied: readonly { area: string; number: number }[],
  known: readonly Migration[],
): void {
  for (const { area, number } of applied) {
    if (known.some((migration) => migration.area === area && migration.number === number)) continue;
    throw new DatabaseUnavailable(
      `The database was used by a newer Safeward (it has ${area}/${number}, which this one does not know). Start that one.`,
    );
  }
}

function readMigrations({ area, folder }: AreaMigrations): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((file, index) => {
    const number = Number(file.slice(0, 3));
    if (number !== index + 1) throw new Error(`${area}: migration ${file} should be number ${index + 1}`);
    return {
      area,
      number,
      name: file.replace(/\.sql$/, ''),
      sql: readFileSync(new URL(file, folder), 'utf8'),
    };
  });
}

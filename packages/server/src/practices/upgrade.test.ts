import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from '../platform/database/index.ts';
import { temporaryFolder } from '../test-kit/index.ts';
import { practiceMigrations } from './index.ts';
import { listActivations, liveActivations } from './store.ts';
import { listVersions } from './version-store.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
});
afterAll(async () => {
  await database.close();
  folder.remove();
});

it('a history of the time before stages goes on as it was', async () => {
  const { pool } = database;
  const old = join(folder.path, 'old');
  mkdirSync(old);
  cpSync(join(fileURLToPath(practiceMigrations.folder), '001_practice.sql'), join(old, '001_practice.sql'));
  await migrate(pool, [{ area: 'practices', folder: pathToFileURL(`${old}/`) }]);
  for (const [version, time] of [
    ['1.0.0', '2026-01-01'],
    ['2.0.0', '2026-02-01'],
    ['1.0.0', '2026-03-01'],
  ]) {
    await pool.query(
      `insert into practices.version (hash, name, version, sources) values ($1, 'old', $2, '[]') on conflict do nothing`,
      [`sha256:${version}`, version],
    );
    await pool.query('insert into practices.activation (hash, activated_at) values ($1, $2)', [
      `sha256:${version}`,
      time,
    ]);
  }
  expect(await migrate(pool, [practiceMigrations])).toEqual(['practices/002_rollout', 'practices/003_alarm']);
  const activations = await listActivations(pool, 10);
  expect(
    activations.map(({ version, stage, state, activated_at, ended_at, ended_as }) => {
      return [version, stage, state, activated_at?.slice(0, 10), ended_at?.slice(0, 10), ended_as];
    }),
  ).toEqual([
    ['1.0.0', 'enforce', 'live', '2026-03-01', undefined, null],
    ['2.0.0', 'enforce', 'ended', '2026-02-01', '2026-03-01', 'superseded'],
    ['1.0.0', 'enforce', 'ended', '2026-01-01', '2026-02-01', 'superseded'],
  ]);
  expect((await liveActivations(pool)).map(({ id }) => id)).toEqual([3]);
  expect((await listVersions(pool, 10)).map(({ uploaded_by }) => uploaded_by)).toEqual([null, null]);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from './platform/database/index.ts';
import { MIGRATIONS } from './server.ts';
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

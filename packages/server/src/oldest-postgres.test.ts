import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dumpSchema,
  NO_OLDEST_POSTGRES,
  type OldestPostgres,
  someEvent,
  startOldestPostgres,
  startTestServer,
  TEST_PRACTICE,
  type TestServer,
  temporaryFolder,
} from './test-kit/index.ts';

/** From start to rollback on the oldest PostgreSQL that is promised to do. */
describe.skipIf(NO_OLDEST_POSTGRES !== null)(
  `PostgreSQL 15 (${NO_OLDEST_POSTGRES ?? 'as npm has it'})`,
  () => {
    const folder = temporaryFolder();
    let postgres: OldestPostgres;
    let gate: TestServer;
    beforeAll(async () => {
      postgres = await startOldestPostgres();
      gate = await startTestServer({ databaseUrl: postgres.url });
    });
    afterAll(async () => {
      await gate.close();
      await postgres.stop();
      folder.remove();
    });

    const about = (text: string) => someEvent({ content: { text } });
    const actionOf = async (text: string) => (await gate.decide(about(text))).json.action;

    it('is what it is', async () => {
      const { rows } = await gate.server.database.pool.query<{ version: string }>('show server_version');
      expect(Object.values(rows[0] ?? {})[0]).toMatch(/^15\./);
    });

    it('has the same tables', async () => {
      const golden = readFileSync(new URL('./schema.golden.txt', import.meta.url), 'utf8');
      expect(await dumpSchema(gate.server.database.pool)).toBe(golden);
    });

    it('decides, holds, and lets go', async () => {
      expect(await actionOf('a free prize')).toBe('block');
      const child = { id: 'kid', age: { band: '13_15', assurance: 'declared' } } as const;
      const event = someEvent({ target: child, relationship: { connected: false } });
      const held = await gate.decide(event);
      expect(held.json).toMatchObject({ action: 'hold', until: 'recipient', record: { id: held.json.id } });
      expect((await gate.decide(event)).json.id).toBe(held.json.id);
      const body = { by: 'kid', as: 'recipient', outcome: 'release' };
      const resolved = await gate.ask(`/v1/decisions/${held.json.id}/resolution`, { body });
      expect(resolved.json).toMatchObject({ decision: held.json.id, resolution: { outcome: 'release' } });
      const { json } = await gate.ask('/v1/decisions?action=block');
      expect(json.decisions).toHaveLength(1);
    });

    it('tries a practice on its past, puts it in force, and takes it back', async () => {
      const text = TEST_PRACTICE.map((file) => file.text)
        .join('')
        .replace('version: 1.0.0', 'version: 2.0.0')
        .replace("text.contains('free prize')", "text.contains('free prize') || text.contains('match')");
      const [practice, data] = ['practice', 'data'].map((name) => join(folder.path, name)) as [
        string,
        string,
      ];
      mkdirSync(practice);
      writeFileSync(join(practice, 'practice.yaml'), text);
      const wouldChange = about('a match on Sunday, with a free prize for nobody');
      expect((await gate.decide(wouldChange)).json.action).toBe('block');
      expect(await actionOf('limited offer: a match')).toBe('nudge');
      const cli = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));
      const options = ['--practice', practice, '--since', '1d', '--database', postgres.url, '--data', data];
      const tried = spawnSync(process.execPath, [cli, 'backtest', '--json', ...options], {
        encoding: 'utf8',
      });
      expect(tried.stderr).toBe('');
      expect(JSON.parse(tried.stdout)).toMatchObject({
        complete: true,
        changes: { newly_blocked: 2, unchanged: 2 },
      });

      const files = [{ path: 'practice.yaml', text }];
      const { hash } = (await gate.ask('/v1/practices', { body: { files } })).json as { hash?: string };
      const before = (await gate.decide(about('hello'))).json.practice;
      await gate.ask(`/v1/practices/${hash}/activate`, { body: { stage: 'enforce' } });
      expect(await actionOf('limited offer: a match')).toBe('block');
      expect((await gate.ask('/v1/practices/rollback', { body: { reason: 'a test' } })).status).toBe(200);
      expect(await actionOf('limited offer: a match')).toBe('nudge');
      expect((await gate.decide(about('hello'))).json.practice).toBe(before);
    });
  },
);

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type AwayCause, readCondition } from '../platform/database/index.ts';
import {
  eventually,
  someEvent,
  startTestServer,
  type TestServer,
  temporaryFolder,
} from '../test-kit/index.ts';

let gate: TestServer | null = null;
afterEach(async () => {
  await gate?.close();
  gate = null;
});

/** Reading goes on, and decisions follow `on_failure`: in the practice of the tests, messages closed and posts open. */
async function decidesWithout(one: TestServer, before: string): Promise<void> {
  const message = await one.decide(someEvent({ kind: 'message' }), '?deadline_ms=500');
  expect(message.json).toMatchObject({ action: 'hold', degraded: ['database'], record: null });
  const post = await one.decide(someEvent({ kind: 'post' }), '?deadline_ms=500');
  expect(post.json).toMatchObject({ action: 'allow', degraded: ['database'], record: null });
  expect((await one.ask(`/v1/decisions/${before}`)).json.id).toBe(before);
}

/** Whoever keeps it running is told why, where they look: health, metrics and log. */
async function isTold(one: TestServer, cause: AwayCause, said: string): Promise<void> {
  expect((await one.ask('/readyz')).json).toMatchObject({ ready: true, database: 'away', cause });
  const { text } = await one.ask('/metrics');
  expect(text.match(/^safeward_database_away\{.*\} 1$/gm)).toEqual([
    `safeward_database_away{cause="${cause}"} 1`,
  ]);
  const lines = one.logged().split('\n');
  expect(lines.filter((line) => line.includes(`"cause":"${cause}"`)).join('\n')).toContain(said);
}

const untilEmpty = (one: TestServer) =>
  eventually(async () => {
    const { spooled, database } = (await one.ask('/readyz')).json as { spooled?: number; database?: string };
    return spooled === 0 && database === 'up';
  });

it('a database that refuses to write is read from, and what was decided meanwhile is recorded later', async () => {
  gate = await startTestServer();
  const { pool } = gate.server.database;
  const before = (await gate.decide(someEvent())).json.id ?? '';
  await pool.query('alter system set default_transaction_read_only = on');
  await pool.query('select pg_reload_conf()');
  await eventually(async () => {
    const { rows } = await pool.query<{ on: string }>(
      `select current_setting('transaction_read_only') as on`,
    );
    return rows[0]?.on === 'on';
  });
  await decidesWithout(gate, before);
  expect((await gate.ask('/readyz')).json).toMatchObject({ database: 'away', spooled: 2 });
  await isTold(gate, 'read_only', '25006');
  const client = await pool.connect();
  await client.query('set default_transaction_read_only = off');
  await client.query('alter system reset default_transaction_read_only');
  await client.query('select pg_reload_conf()');
  client.release(true);
  await untilEmpty(gate);
});

const disk = temporaryFolder();
const mounted =
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=711', 'safeward', disk.path]).status === 0;

describe.skipIf(!mounted)(
  `a full disk (${mounted ? 'a small one in memory' : 'none can be mounted here'})`,
  () => {
    it('is read from, decisions follow on_failure, and all is well when there is room', async () => {
      try {
        gate = await startTestServer({ dataDir: join(disk.path, 'data') });
        const before = (await gate.decide(someEvent())).json.id ?? '';
        const filler = join(disk.path, 'filler');
        mkdirSync(filler);
        for (let n = 0; n < 400 && statfsSync(disk.path).bavail > 0; n++)
          try {
            writeFileSync(join(filler, String(n)), Buffer.alloc(1024 * 1024));
          } catch {
            break;
          }
        const held: unknown[] = [];
        // What PostgreSQL has room for in files that it made before still goes in.
        for (let n = 0; n < 400 && held.length === 0; n++) {
          const { json } = await (gate as TestServer).decide(
            someEvent({ kind: 'message', content: { text: 'long '.repeat(2_000) } }),
            '?deadline_ms=500',
          );
          if (json.degraded !== undefined) held.push(json);
        }
        expect(held).toMatchObject([{ action: 'hold', degraded: ['database'], record: null }]);
        expect((await gate.ask(`/v1/decisions/${before}`)).json.id).toBe(before);
        await isTold(gate, 'disk_full', '53100');
        expect(await readCondition(gate.server.database.pool)).toMatchObject({ hasRoom: false });
        rmSync(filler, { recursive: true });
        await untilEmpty(gate);
        expect((await gate.ask('/readyz')).json).not.toHaveProperty('cause');
        const again = gate;
        await eventually(async () => (await again.decide(someEvent())).json.record !== null);
      } finally {
        await gate?.close();
        gate = null;
        spawnSync('umount', [disk.path]);
        disk.remove();
      }
    });
  },
);

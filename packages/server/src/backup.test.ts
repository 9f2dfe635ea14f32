import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  connect,
  NO_OLDEST_POSTGRES,
  someEvent,
  startOldestPostgres,
  startTestServer,
  type TestServer,
  temporaryFolder,
} from './test-kit/index.ts';

/** Something of everything that a service would miss. */
async function fill(gate: TestServer) {
  const child = { id: 'kid', age: { band: '13_15', assurance: 'declared' } } as const;
  const stranger = () => someEvent({ target: child, relationship: { connected: false } });
  const [open, ended] = [await gate.decide(stranger()), await gate.decide(stranger())];
  const event = someEvent({ content: { text: 'a free prize' } });
  const blocked = await gate.decide(event);
  const body = { by: 'kid', as: 'recipient', outcome: 'refuse', note: 'unknown to me' };
  await gate.ask(`/v1/decisions/${ended.json.id}/resolution`, { body });
  const at = '2026-11-24T09:00:00Z';
  await gate.ask('/v1/facts', { body: { facts: [{ type: 'blocked', by: 'u2', whom: 'u1', at }] } });
  await gate.ask('/v1/webhooks', { body: { url: 'https://hook.example/', types: ['alarm'] } });
  return { key: gate.key, event, ids: [open, ended, blocked].map(({ json }) => json.id ?? '') };
}

/** All that can be read of it, as it is answered. */
async function readAll(gate: TestServer, key: string, ids: readonly string[]): Promise<readonly string[]> {
  const { ask } = connect(gate.url, key);
  const paths = [
    ...ids.map((id) => `/v1/decisions/${id}`),
    '/v1/decisions',
    '/v1/held',
    '/v1/practices',
    '/v1/practices/activations',
    '/v1/webhooks',
  ];
  return Promise.all(
    paths.map(async (path) => {
      const { status, text } = await ask(path);
      return `${path} ${status} ${text}`;
    }),
  );
}

/** What was there is there, under the same key, and it goes on. */
async function isWhole(
  gate: TestServer,
  { key, event, ids }: Awaited<ReturnType<typeof fill>>,
  before: readonly string[],
): Promise<void> {
  expect(await readAll(gate, key, ids)).toEqual(before);
  expect(before.join('\n')).toMatch(/"outcome":"refuse","note":"unknown to me"/);
  expect(before.filter((line) => !/ 200 /.test(line))).toEqual([]);
  const { decide, ask } = connect(gate.url, key);
  expect((await decide(event)).json.id).toBe(ids[2]);
  const next = someEvent();
  expect((await decide(next)).json).toMatchObject({ action: 'allow', event: next.id });
  const { rows } = await gate.server.database.pool.query('select by_whom, whom, kind from people.shun');
  expect(rows).toEqual([{ by_whom: 'u2', whom: 'u1', kind: 'blocked' }]);
  const body = { by: 'kid', as: 'recipient', outcome: 'release' };
  const resolved = await ask(`/v1/decisions/${ids[0]}/resolution`, { body });
  expect(resolved.json).toMatchObject({ resolution: { outcome: 'release' } });
}

it('a copy of the data folder of a stopped server is all of it', async () => {
  const folder = temporaryFolder();
  const [data, copy] = [join(folder.path, 'data'), join(folder.path, 'copy')];
  try {
    const gate = await startTestServer({ dataDir: data });
    const filled = await fill(gate);
    const before = await readAll(gate, filled.key, filled.ids);
    await gate.close();
    // Folders keep their modes and owners, or PostgreSQL refuses them.
    expect(spawnSync('cp', ['-a', data, copy]).status).toBe(0);
    const restored = await startTestServer({ dataDir: copy });
    try {
      expect(restored.server.firstKey).toBeNull();
      await isWhole(restored, filled, before);
    } finally {
      await restored.close();
    }
  } finally {
    folder.remove();
  }
});

/** Tools are needed that are not older than the server that they read. */
function whyNoTools(): string | null {
  if (NO_OLDEST_POSTGRES !== null) return NO_OLDEST_POSTGRES;
  for (const tool of ['pg_dump', 'pg_restore']) {
    const { stdout, status } = spawnSync(tool, ['--version'], { encoding: 'utf8' });
    if (status !== 0) return `there is no ${tool} on the path`;
    if (Number(/(\d+)/.exec(stdout)?.[1]) < 15) return `${tool} is too old: ${stdout.trim()}`;
  }
  return null;
}
const NO_TOOLS = whyNoTools();

describe.skipIf(NO_TOOLS !== null)(
  `PostgreSQL's own tools (${NO_TOOLS ?? 'as they are on the path'})`,
  () => {
    it('dump a database while the gate runs, and what they restore is all of it', async () => {
      const folder = temporaryFolder();
      const postgres = await startOldestPostgres();
      const run = (tool: string, ...args: readonly string[]) => {
        const { status, stderr } = spawnSync(tool, args, { encoding: 'utf8' });
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      };
      const gate = await startTestServer({ databaseUrl: postgres.url });
      try {
        const filled = await fill(gate);
        const before = await readAll(gate, filled.key, filled.ids);
        const dump = join(folder.path, 'safeward.dump');
        run('pg_dump', '--format=custom', `--file=${dump}`, postgres.url);
        await gate.server.database.pool.query('create database restored');
        run('pg_restore', '--exit-on-error', `--dbname=${postgres.urlOf('restored')}`, dump);
        const restored = await startTestServer({ databaseUrl: postgres.urlOf('restored') });
        try {
          await isWhole(restored, filled, before);
        } finally {
          await restored.close();
        }
      } finally {
        await gate.close();
        await postgres.stop();
        folder.remove();
      }
    });
  },
);

import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOTMENT } from '../testing/allotment.ts';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { type Running, safeward, startSafeward } from '../testing/safeward.ts';

const folder = temporaryFolder();
const DATA = join(folder, 'data');
const started: Running[] = [];
const taken = createServer();

beforeAll(async () => {
  mkdirSync(join(folder, 'here'));
  await once(taken.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  taken.close();
  for (const { child } of started) child.kill('SIGKILL');
});

interface Found {
  readonly code: number | null;
  readonly states: Readonly<Record<string, string>>;
  readonly said: Readonly<Record<string, string>>;
}

/** The checks that everybody's machine passes or not are left out: what it has of room, and how quick it is. */
async function doctor(...args: readonly string[]): Promise<Found> {
  const { code, stdout } = await safeward(['doctor', '--json', '--port', '0', ...args], {
    cwd: join(folder, 'here'),
  });
  const { ok, checks } = JSON.parse(stdout) as {
    readonly ok: boolean;
    readonly checks: readonly { check: string; state: string; said: string; mend: string | null }[];
  };
  const mine = checks.filter(({ check }) => check !== 'space' && check !== 'disk');
  for (const { state, mend } of checks) expect(mend === null).toBe(state === 'fine');
  expect(ok).toBe(checks.every(({ state }) => state !== 'broken'));
  expect(code).toBe(ok ? 0 : 3);
  return {
    code,
    states: Object.fromEntries(mine.map(({ check, state }) => [check, state])),
    said: Object.fromEntries(mine.map(({ check, said }) => [check, said])),
  };
}

const AROUND = {
  node: 'fine',
  settings: 'fine',
  folder: 'fine',
  server: 'fine',
  spool: 'fine',
  port: 'fine',
};
const DATABASE = { database: 'fine', clock: 'fine', schema: 'fine' };
const CONTENTS = { practice: 'fine', keys: 'fine', records: 'fine', held: 'fine', webhooks: 'fine' };

describe('the doctor', () => {
  it('tries the database where nothing is yet, and leaves nothing behind', async () => {
    const { states, said } = await doctor('--data', DATA);
    expect(states).toEqual({ ...AROUND, ...DATABASE });
    expect(said.database).toMatch(/^PostgreSQL 18\.\d+ of its own starts$/);
    expect(said.schema).toBe('not set up yet; the first start does it');
    expect(existsSync(DATA)).toBe(false);
  });

  it('looks at all of it beside a running server', async () => {
    const running = startSafeward([
      'serve',
      '--json',
      '--port',
      '0',
      '--data',
      DATA,
      '--practice',
      ALLOTMENT.practice,
    ]);
    started.push(running);
    const { url } = JSON.parse(await running.line(/^\{/)) as { readonly url: string };
    const { states, said } = await doctor('--data', DATA, '--port', new URL(url).port);
    expect(states).toEqual({ ...AROUND, ...DATABASE, ...CONTENTS });
    expect(said.server).toBe(`the Safeward process ${running.child.pid} has ${DATA} in use`);
    expect(said.port).toBe(`${url} answers, and is ready`);
    const elsewhere = await doctor('--data', DATA, '--port', String((taken.address() as AddressInfo).port));
    expect(elsewhere.states).toEqual({ ...AROUND, ...DATABASE, ...CONTENTS, port: 'look' });
    running.child.kill('SIGTERM');
    await running.ended;
  });

  it('looks at all of it without one, and at what a start would find', async () => {
    writeFiles(DATA, { 'spool/00000001.ndjson': 'x\n', 'spool/00000002.ndjson.damaged': 'x\n' });
    const port = String((taken.address() as AddressInfo).port);
    const { code, states, said } = await doctor('--data', DATA, '--port', port);
    expect(states).toEqual({ ...AROUND, ...DATABASE, ...CONTENTS, spool: 'broken', port: 'broken' });
    expect(said.port).toBe(`127.0.0.1 ${port} is taken by another program`);
    expect(code).toBe(3);
    const { states: elsewhere } = await doctor('--data', DATA, '--host', '203.0.113.7', '--port', '1');
    expect(elsewhere.port).toBe('broken');
  });

  it('prints a line for each, with what to do', async () => {
    const { code, stdout } = await safeward(['doctor', '--data', DATA, '--port', '0'], {
      cwd: join(folder, 'here'),
    });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^✓ {2}node +Node 2\d\.\d+\.\d+$/m);
    expect(stdout).toMatch(/^✗ {2}spool +1 damaged file: .* → look at .*\.damaged, and put them away$/m);
    expect(stdout).toMatch(/\n\n1 thing to mend.*\.\n$/);
  });

  it.each<[args: readonly string[], states: Record<string, string>]>([
    [['--database', 'postgresql://u:opensesame@127.0.0.1:1/d'], { database: 'broken' }],
    [['--config', 'bad.yaml'], { settings: 'broken', ...DATABASE }],
  ])('%j', async (args, states) => {
    writeFiles(join(folder, 'here'), { 'bad.yaml': 'prot: 1\n' });
    const found = await doctor(...args);
    expect(found).toMatchObject({ code: 3, states: { ...AROUND, ...states } });
    expect(JSON.stringify(found)).not.toContain('opensesame');
  });

  it('does not go into a folder that is none', async () => {
    writeFiles(folder, { 'a-file': 'text' });
    const { server: _server, spool: _spool, ...around } = AROUND;
    expect(await doctor('--data', join(folder, 'a-file'))).toMatchObject({
      states: { ...around, folder: 'broken' },
      said: { folder: `${join(folder, 'a-file')} is not a folder` },
    });
  });
});

import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { ALLOTMENT } from '../testing/allotment.ts';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { BIN, type Running, safeward, startSafeward } from '../testing/safeward.ts';

/** One story of a data folder, from its first start to the last: each test goes on where the one before ended. */

const folder = temporaryFolder();
const DATA = join(folder, 'data');
const KEY_FILE = join(folder, 'first.key');
const [FIRST = ''] = ALLOTMENT.lines;

/** A revoked key works for a second at most. */
const SECOND_MS = 1_000;

interface FirstLine {
  readonly url: string;
  readonly key: string | null;
  readonly data: string;
}

const started: Running[] = [];

afterAll(() => {
  for (const { child } of started) child.kill('SIGKILL');
});

async function serve(
  ...args: readonly string[]
): Promise<{ readonly running: Running; readonly line: FirstLine }> {
  const running = startSafeward(['serve', '--json', '--port', '0', '--data', DATA, ...args]);
  started.push(running);
  const line = JSON.parse(await running.line(/^/)) as FirstLine;
  return { running, line };
}

async function ask(
  url: string,
  key: string,
  body?: string,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

/** Takes what `OTEL_EXPORTER_OTLP_ENDPOINT` is told. */
async function receiverOfTraces() {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray();
    received.push(`${request.method} ${request.url} ${Buffer.concat(chunks).toString('utf8')}`);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => server.close(),
  };
}

function databasePid(data: string): number {
  return Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

let server: Running;
let url: string;
let firstKey: string;
let decision: string;

describe('the first start on an empty folder', () => {
  it('prints address, key and folder as its first line', async () => {
    const { running, line } = await serve('--practice', ALLOTMENT.practice, '--key-file', KEY_FILE);
    expect(line).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      key: expect.stringMatching(/^sw_[0-9a-f]{12}_[\w-]{43}$/),
      data: DATA,
    });
    server = running;
    url = line.url;
    firstKey = line.key ?? '';
  });

  it('writes the key into the key file, for its owner only', () => {
    expect(readFileSync(KEY_FILE, 'utf8')).toBe(`${firstKey}\n`);
    expect(statSync(KEY_FILE).mode & 0o777).toBe(0o600);
  });

  it('decides under the practice that was given, with that key', async () => {
    const { status, answer } = await ask(`${url}/v1/decisions`, firstKey, FIRST);
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      event: 'a1',
      action: 'allow',
      practice: expect.stringMatching(/^allotment@1\.0\.0#/),
    });
    decision = String(answer.id);
  });

  it('goes on when whoever read the first line has had enough', async () => {
    server.child.stdout?.destroy();
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });
});

describe('beside a running server', () => {
  it('the same folder is refused, naming who has it', async () => {
    const { code, stdout, stderr } = await safeward(['serve', '--port', '0', '--data', DATA]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${DATA} is in use by another Safeward process (pid ${server.child.pid})`);
  });

  it('its port is refused, and the key of the refused start is not lost', async () => {
    const other = join(folder, 'other');
    const port = new URL(url).port;
    const refused = await safeward([
      'serve',
      '--json',
      '--port',
      port,
      '--data',
      other,
      '--practice',
      ALLOTMENT.practice,
    ]);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(`Port ${port} is taken by another program; choose another with --port`);
    const { stdout } = await safeward(['keys', 'list', '--json', '--data', other]);
    expect(JSON.parse(stdout)).toEqual({ keys: [] });
  });

  it('a key can be made, at once good for what it is for', async () => {
    const made = await safeward([
      'keys',
      'create',
      '--json',
      '--data',
      DATA,
      '--name',
      'chat',
      '--scopes',
      'decide,read,decide',
    ]);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const { key, ...rest } = JSON.parse(made.stdout) as { key: string };
    expect(rest).toMatchObject({
      id: key.split('_')[1],
      name: 'chat',
      scopes: ['decide', 'read'],
      shadow: false,
    });
    expect((await ask(`${url}/v1/decisions`, key, FIRST)).status).toBe(200);
    expect((await ask(`${url}/v1/explain`, key, FIRST)).status).toBe(403);
  });

  it('a key can be revoked, by the whole of it too, and is refused a second later', async () => {
    const made = await safeward(['keys', 'create', '--data', DATA, '--name', 'brief']);
    expect(made.stderr).toMatch(/^Made the key [0-9a-f]{12} “brief” for decide\. It is not shown again:\n$/);
    const key = made.stdout.trim();
    expect((await ask(`${url}/v1/decisions`, key, FIRST)).status).toBe(200);
    const revoked = await safeward(['keys', 'revoke', '--data', DATA, key]);
    expect(revoked).toEqual({ code: 0, stdout: `Revoked ${key.split('_')[1]} “brief”.\n`, stderr: '' });
    await sleep(SECOND_MS);
    expect((await ask(`${url}/v1/decisions`, key, FIRST)).status).toBe(401);
  });

  it('a key can have a rate, and be for tests', async () => {
    const args = ['--data', DATA, '--name', 'tests', '--test', '--rate', '60/h', '--burst', '2'];
    const made = await safeward(['keys', 'create', ...args]);
    expect(made.stderr).toMatch(
      /^Made the test key [0-9a-f]{12} “tests” for decide, 60\/h burst 2\. It is not shown again:\n$/,
    );
    const key = made.stdout.trim();
    expect(key).toMatch(/^sw_test_/);
    const asked = [];
    for (let n = 0; n < 3; n++) asked.push((await ask(`${url}/v1/decisions`, key, FIRST)).status);
    expect(asked).toEqual([200, 200, 429]);
    const revoked = await safeward(['keys', 'revoke', '--data', DATA, key]);
    expect(revoked.stdout).toBe(`Revoked ${key.split('_')[2]} “tests”.\n`);
  });

  it('keys are listed, without their secrets', async () => {
    const { code, stdout, stderr } = await safeward(['keys', 'list', '--data', DATA]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((row) => row.split(/ {2,}/).slice(1, 3));
    expect(rows).toEqual([
      ['name', 'scopes'],
      ['first', 'decide,read,explain,metrics,practices,facts,resolve,review,polls,score,banks,consult,admin'],
      ['chat', 'decide,read'],
      ['brief', 'decide'],
      ['tests', 'decide (test)'],
    ]);
    expect(stdout).toMatch(/ {2}60\/h burst 2 {2}/);
    expect(stdout).not.toContain(firstKey.split('_')[2]);
  });

  it('keys are the same for who names the database instead of the folder', async () => {
    const { url: database } = JSON.parse(readFileSync(join(DATA, 'database.json'), 'utf8')) as {
      url: string;
    };
    const byFolder = await safeward(['keys', 'list', '--json', '--data', DATA]);
    const elsewhere = { cwd: folder, env: { DATABASE_URL: database } };
    expect(await safeward(['keys', 'list', '--json'], elsewhere)).toEqual(byFolder);
    expect(await safeward(['keys', 'list', '--json', '--database', database], { cwd: folder })).toEqual(
      byFolder,
    );
  });

  it('a key that is not there cannot be revoked', async () => {
    expect(await safeward(['keys', 'revoke', '--data', DATA, '0123456789ab'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is no key 0123456789ab; `safeward keys list` shows all.\n',
    });
  });
});

describe('Ctrl-C', () => {
  it('ends server and database, though it comes several times at once', async () => {
    const pid = databasePid(DATA);
    expect(isRunning(pid)).toBe(true);
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) server.child.kill(signal);
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(join(DATA, 'postgres/postmaster.pid'))).toBe(false);
  });
});

describe('without a server', () => {
  it('keys are listed, made and revoked all the same', async () => {
    const made = JSON.parse(
      (await safeward(['keys', 'create', '--json', '--data', DATA, '--name', 'night'])).stdout,
    ) as { id: string };
    const revoked = await safeward(['keys', 'revoke', '--json', '--data', DATA, made.id]);
    expect(JSON.parse(revoked.stdout)).toMatchObject({
      id: made.id,
      revoked_at: expect.stringMatching(/^20/),
    });
    const { keys } = JSON.parse((await safeward(['keys', 'list', '--json', '--data', DATA])).stdout) as {
      keys: readonly { name: string; revoked_at: string | null }[];
    };
    expect(keys.map(({ name, revoked_at }) => [name, revoked_at !== null])).toEqual([
      ['first', false],
      ['chat', false],
      ['brief', true],
      ['tests', true],
      ['night', true],
    ]);
    expect(existsSync(join(DATA, 'postgres/postmaster.pid'))).toBe(false);
  });
});

describe('later starts', () => {
  it('have no key to show, go on with the practice and keep what was decided', async () => {
    const { running, line } = await serve('--key-file', KEY_FILE);
    expect(line).toEqual({ url: expect.any(String), key: null, data: DATA });
    const { status, answer } = await ask(`${line.url}/v1/decisions/${decision}`, firstKey);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ id: decision, event: 'a1' });
    server = running;
  });

  it('recover from one that was killed, also while its database is still there; and trace where they are told to', async () => {
    const traces = await receiverOfTraces();
    const pid = databasePid(DATA);
    server.child.kill('SIGKILL');
    expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' });
    const running = startSafeward(['serve', '--port', '0', '--data', DATA], {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: traces.endpoint, OTEL_SERVICE_NAME: 'allotments' },
    });
    started.push(running);
    const address = (await running.line(/^ {2}address /)).trim().split(/ +/)[1];
    expect((await ask(`${address}/v1/decisions/${decision}`, firstKey)).status).toBe(200);
    expect(databasePid(DATA)).not.toBe(pid);
    await running.line(/^Ctrl-C stops it\.$/);
    running.child.kill('SIGTERM');
    expect(await running.ended).toEqual({ code: 0, signal: null });
    expect(running.stderr()).toMatch(/\nStopping: .*\nStopped\.\n$/);
    expect(running.stdout()).toMatch(/^ {2}practice {2}allotment@1\.0\.0 \([0-9a-f]{12}\)$/m);
    expect(running.stdout()).toContain("-H 'authorization: Bearer YOUR-KEY'");
    const [told = ''] = traces.received;
    expect(told).toMatch(/^POST \/v1\/traces .*"stringValue":"allotments"/);
    expect(told).toContain('"name":"GET /v1/decisions/:id"');
    traces.close();
  });
});

describe('a start by npm', () => {
  it('ends when npm’s shell is killed, which tells it nothing', async () => {
    const shell = startSafeward(['serve', '--json', '--port', '0', '--data', DATA], {
      env: { npm_lifecycle_event: 'start' },
      program: 'sh',
      // Two commands, so that no shell replaces itself by the first.
      programArgs: ['-c', '"$0" "$@"; exit $?', process.execPath, BIN],
    });
    started.push(shell);
    await shell.line(/^\{"url"/);
    const pid = databasePid(DATA);
    shell.child.kill('SIGTERM');
    // Its output ends with the last process that holds it: the server.
    await shell.ended;
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(join(DATA, 'safeward.lock'))).toBe(false);
  });
});

describe('a start that cannot be', () => {
  it('says that the database is damaged, with what PostgreSQL says', async () => {
    writeFiles(DATA, { 'postgres/global/pg_control': '' });
    const { code, stdout, stderr } = await safeward(['serve', '--json', '--port', '0', '--data', DATA]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/The embedded PostgreSQL does not start: .*pg_control/s);
  });

  it('writes no key over a file that is there', async () => {
    const path = join(folder, 'somebodys.key');
    writeFiles(folder, { 'somebodys.key': 'mine' });
    const { code, stderr } = await safeward([
      'serve',
      '--json',
      '--port',
      '0',
      '--data',
      join(folder, 'third'),
      '--practice',
      ALLOTMENT.practice,
      '--key-file',
      path,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${path} exists already; the first key is not written over it.`);
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('shows what is wrong with the practice, and ends with 3', async () => {
    writeFiles(folder, { 'bad/practice.yaml': 'practice: bad\nversion: 1\n' });
    const { code, stderr } = await safeward([
      'serve',
      '--port',
      '0',
      '--data',
      join(folder, 'fourth'),
      '--practice',
      join(folder, 'bad'),
    ]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/bad\/practice\.yaml:2:\d+ error \w+ .*\n.*The practice cannot be used\.\n$/s);
  });

  it('says which address is not ours to listen on', async () => {
    const { code, stderr } = await safeward([
      'serve',
      '--port',
      '0',
      '--host',
      '203.0.113.7',
      '--data',
      join(folder, 'fourth'),
      '--practice',
      ALLOTMENT.practice,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('The server cannot listen there (EADDRNOTAVAIL); see --host and --port.');
  });
});

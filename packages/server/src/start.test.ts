import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFileExists } from './first-key.ts';
import { DataFolderInUse } from './platform/data-folder/lock.ts';
import { DatabaseUnavailable } from './platform/database/index.ts';
import { revokeKey } from './platform/keys/index.ts';
import { createLog } from './platform/log/log.ts';
import { NoPractice, PracticeRefused } from './practices/index.ts';
import { type ServerOptions, startServer } from './server.ts';
import {
  connect,
  killTree,
  someEvent,
  startServerProcess,
  startTestServer,
  TEST_PRACTICE,
  temporaryFolder,
} from './test-kit/index.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const start = (options: Partial<ServerOptions> = {}) => startTestServer({ dataDir: folder.path, ...options });
/** As the command does on a later start: no practice is given. */
const startAgain = () => startServer({ dataDir: folder.path, port: 0, log: createLog('silent') });

describe('a start', () => {
  it('on an empty folder makes a key that can do everything, once', async () => {
    const first = await start();
    expect((await first.decide(someEvent())).status).toBe(200);
    expect((await first.ask('/metrics')).status).toBe(200);
    expect((await first.ask('/v1/practice')).status).toBe(200);
    await first.close();
    const second = await start();
    expect(second.server.firstKey).toBeNull();
    expect((await connect(second.url, first.key).decide(someEvent())).status).toBe(200);
    // Revoking the last one is meant: a restart hands out no other.
    await revokeKey(second.server.database.pool, first.key.split('_')[1] ?? '');
    await second.close();
    const third = await start();
    expect(third.server.firstKey).toBeNull();
    await third.close();
  });

  it('keeps what was decided, and the practice that was in force', async () => {
    const first = await start();
    const event = someEvent();
    const { json } = await first.decide(event);
    await first.close();
    const second = await startAgain();
    expect(second.practice).toBe(first.server.practice);
    const client = connect(second.url, first.key);
    expect((await client.decide(event)).json.id).toBe(json.id);
    expect((await client.ask(`/v1/decisions/${json.id}`)).json.record).toEqual(json.record);
    await second.close();
  });

  it('puts a practice in force that is given, and tells from when on', async () => {
    const first = await start();
    await first.close();
    const [file] = TEST_PRACTICE;
    const other = [
      { path: 'practice.yaml', text: (file?.text ?? '').replace('version: 1.0.0', 'version: 1.1.0') },
    ];
    const second = await start({ practiceFiles: other });
    const client = connect(second.url, first.key);
    expect(second.server.practice).toMatch(/^test-house@1\.1\.0#sha256:/);
    const { json } = await client.ask('/v1/practice');
    expect(json.practice).toBe(second.server.practice);
    const activations = (await client.ask('/v1/practices/activations')).json as {
      activations?: { version: string }[];
    };
    expect(activations.activations?.map(({ version }) => version)).toEqual(['1.1.0', '1.0.0']);
    await second.close();
  });

  it('writes the key file for its owner alone', async () => {
    const keyFile = join(folder.path, 'first.key');
    const server = await start({ keyFile });
    expect(readFileSync(keyFile, 'utf8')).toBe(`${server.key}\n`);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    await server.close();
  });
});

/** After a start that was refused nothing runs, nothing is locked, and the next one gets the first key. */
async function startsAfterwards(): Promise<void> {
  expect(existsSync(join(folder.path, 'safeward.lock'))).toBe(false);
  const server = await start();
  expect(server.server.firstKey).not.toBeNull();
  await server.close();
}

describe('a start is refused', () => {
  it('on a folder in use, naming it and the process', async () => {
    const other = await startServerProcess({ dataDir: folder.path });
    const second = start();
    await expect(second).rejects.toBeInstanceOf(DataFolderInUse);
    await expect(second).rejects.toThrow(
      `${folder.path} is in use by another Safeward process (pid ${other.pid})`,
    );
    expect((await connect(other.url, other.key ?? '').decide(someEvent())).status).toBe(200);
    await other.signal('SIGTERM');
    await (await startAgain()).close();
  });

  it('for a key file that exists', async () => {
    const keyFile = join(folder.path, 'mine.key');
    writeFileSync(keyFile, 'something of mine');
    await expect(start({ keyFile })).rejects.toBeInstanceOf(KeyFileExists);
    expect(readFileSync(keyFile, 'utf8')).toBe('something of mine');
    await startsAfterwards();
  });

  it('for a key file that cannot be made', async () => {
    await expect(start({ keyFile: join(folder.path, 'nowhere', 'key') })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('for a port that is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    taken.close();
    await startsAfterwards();
  });

  it('without a practice', async () => {
    await expect(startAgain()).rejects.toBeInstanceOf(NoPractice);
  });

  it.each([
    ['that does not type-check', 'when: actor.agee > 3'],
    ['that is no expression', "when: 'target.child &&'"],
    ['that is a number', 'when: 7'],
    ['whose regular expression looks back', 'when: "text.matches(\'(a)\\\\\\\\1\')"'],
  ])('for a measure %s', async (_name, when) => {
    const text = `practice: p\nversion: 1.0.0\nmeasures:\n  - id: a\n    title: A\n    ${when}\n    do: block\n`;
    const refused = start({ practiceFiles: [{ path: 'a.yaml', text }] });
    await expect(refused).rejects.toBeInstanceOf(PracticeRefused);
    await expect(refused).rejects.toThrow(/a\.yaml:6:\d+/);
    // Nothing was begun.
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('for a bomb of aliases', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, n) => `l${n + 1}: &l${n + 1} [*l${n}, *l${n}, *l${n}, *l${n}]`,
    );
    const text = ['practice: p', 'version: 1.0.0', 'l0: &l0 [x]', ...levels].join('\n');
    await expect(start({ practiceFiles: [{ path: 'a.yaml', text }] })).rejects.toBeInstanceOf(
      PracticeRefused,
    );
    await startsAfterwards();
  });

  it('by a database that a newer Safeward has used', async () => {
    const first = await start();
    await first.server.database.pool.query(
      `insert into safeward.migration (area, number, name) values ('gate', 999, '999_later')`,
    );
    await first.close();
    const second = start();
    await expect(second).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(second).rejects.toThrow('gate/999');
  });

  it('where the data folder is a file', async () => {
    const path = join(folder.path, 'file');
    writeFileSync(path, '');
    await expect(start({ dataDir: path })).rejects.toMatchObject({ code: 'EEXIST' });
  });
});

describe('after the server was killed', () => {
  it('the next start finds everything, also while the old database still dies', async () => {
    const first = await startServerProcess({ dataDir: folder.path });
    const client = connect(first.url, first.key ?? '');
    const events = Array.from({ length: 20 }, () => someEvent());
    const ids = await Promise.all(events.map(async (event) => (await client.decide(event)).json.id));
    await first.signal('SIGKILL');
    const second = await startAgain();
    const again = connect(second.url, first.key ?? '');
    expect(await Promise.all(events.map(async (event) => (await again.decide(event)).json.id))).toEqual(ids);
    await second.close();
  });

  it('and its database with it, at the same moment', async () => {
    const first = await startServerProcess({ dataDir: folder.path });
    const client = connect(first.url, first.key ?? '');
    const event = someEvent();
    const { json } = await client.decide(event);
    killTree(first.pid);
    await first.signal('SIGKILL');
    const second = await startAgain();
    expect((await connect(second.url, first.key ?? '').decide(event)).json.id).toBe(json.id);
    await second.close();
  });

  it('while it made its database, nothing half made is left', async () => {
    const leftover = join(folder.path, 'postgres.new');
    mkdirSync(leftover);
    writeFileSync(join(leftover, 'PG_VERSION'), '18');
    const server = await start();
    expect((await server.decide(someEvent())).status).toBe(200);
    await server.close();
    expect(readdirSync(folder.path).sort()).toEqual([
      'database.password',
      'log',
      'log-keys',
      'postgres',
      'spool',
    ]);
  });
});

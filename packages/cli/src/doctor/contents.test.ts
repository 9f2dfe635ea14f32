import { join } from 'node:path';
import {
  activatePractice,
  createKey,
  type Database,
  examineHere,
  MIGRATIONS,
  migrate,
  openDatabase,
  revokeKey,
  uploadPractice,
} from '@safeward/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StartOptions } from '../server/start.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { lookAtContents } from './contents.ts';
import { lookAtDatabase } from './database.ts';

const folder = temporaryFolder();
const OPTIONS: StartOptions = { data: join(folder, 'data'), host: '127.0.0.1', port: 0 };
const DAY_MS = 86_400_000;

let database: Database;
let key: string;

beforeAll(async () => {
  database = await openDatabase({ dataDir: OPTIONS.data });
  await migrate(database.pool, MIGRATIONS);
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.pool.query(
    'truncate keys.key, practices.activation, practices.version, gate.decision, webhooks.endpoint cascade',
  );
  key = (await createKey(database.pool, { name: 'chat', scopes: ['decide'] })).created.id;
  await enforce('enforce');
});

async function enforce(mode: 'enforce' | 'shadow'): Promise<void> {
  const measures = `measures:\n  - { id: a.b, title: T, when: target.child, do: block, mode: ${mode} }\n`;
  const files = [{ path: 'practice.yaml', text: `practice: small\nversion: 1.0.0\n${measures}` }];
  const uploaded = await uploadPractice(database.pool, files, 'test', examineHere);
  if (!uploaded.ok) throw new Error('the practice can be used');
  const request = {
    kind: 'base',
    stage: 'enforce',
    share: null,
    guards: [],
    expires_at: null,
    reason: '',
  } as const;
  const active = await activatePractice(database.pool, uploaded.value.hash, request, 'test', examineHere);
  if (!active.ok) throw new Error('the practice can be put in force');
}

/** A decision that was made so many days ago, and is kept for so many from now. */
async function decided(daysAgo: number, keepDays: number, answer = '{}'): Promise<string> {
  const id = `dec_${daysAgo}`.padEnd(30, '0');
  const at = new Date(Date.now() - daysAgo * DAY_MS);
  await database.pool.query(
    `insert into gate.decision (id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, keep_until)
     values ($1, $1, '', $2, 'message', 'a', 'hold', '{}', $3, now() + $4 * interval '1 day')`,
    [id, at, answer, keepDays],
  );
  return id;
}

async function look(
  options = OPTIONS,
  isServed = false,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const findings = await lookAtContents(database.pool, options, isServed);
  const checks = Object.groupBy(findings, ({ check }) => check);
  return Object.fromEntries(
    Object.entries(checks).map(([check, found = []]) => [
      check,
      found.map(({ state, said }) => `${state}: ${said}`),
    ]),
  );
}

const FINE = {
  practice: [
    expect.stringMatching(/^fine: small@1\.0\.0 \([0-9a-f]{12}\), enforce: loads, and passes its tests$/),
  ],
  keys: ['fine: 1 key, 1 to decide with'],
  records: ['fine: none is kept longer than its practice says'],
  held: ['fine: nothing waits longer than a day'],
  webhooks: ['fine: none was given up'],
};

describe('what is in the tables', () => {
  it('is fine where it is', async () => {
    await decided(3, 30);
    expect(await look()).toEqual(FINE);
    expect(await look({ ...OPTIONS, environment: 'production' })).toEqual(FINE);
  });

  it('keys: none to decide with', async () => {
    await revokeKey(database.pool, key);
    await createKey(database.pool, { name: 'reader', scopes: ['read'] });
    expect(await look()).toEqual({ ...FINE, keys: ['broken: there is none to decide with'] });
  });

  it('records: kept too long, but for those that are preserved', async () => {
    await decided(40, -2);
    await decided(41, -2, '{"effects":[{"preserve":"90d"}]}');
    await decided(42, 0);
    expect(await look()).toEqual({
      ...FINE,
      records: ['look: 1 record should have been removed a day ago'],
    });
  });

  it('holds: older than a day, but for those that time ends', async () => {
    for (const [daysAgo, until] of [
      [0, 'reviewer'],
      [2, 'recipient'],
      [3, 'time'],
    ] as const)
      await database.pool.query('insert into gate.hold (decision, until, ends_at) values ($1, $2, $3)', [
        await decided(daysAgo, 30),
        until,
        until === 'time' ? new Date() : null,
      ]);
    const { held, ...rest } = await look();
    expect(held).toEqual([
      expect.stringMatching(/^look: 1 held decision waits longer than a day, since 20\d\d-/),
    ]);
    expect({ ...rest, held: FINE.held }).toEqual(FINE);
  });

  it('webhooks: given up, but not of those that were removed', async () => {
    await database.pool.query(
      `insert into webhooks.endpoint (id, url, types, allow_private, removed_at)
         values ('we_1', 'https://one.example/', '{}', false, null), ('we_2', 'https://two.example/', '{}', false, now());
       insert into webhooks.delivery (endpoint, message, type, subject, body, dead_at, last_problem)
         select endpoint, 'm', 't', 's', '{}', now(), 'answered 500' from (values ('we_1'), ('we_1'), ('we_2')) as d (endpoint)`,
    );
    expect((await look()).webhooks).toEqual([
      'look: https://one.example/ missed 2 deliveries (answered 500)',
    ]);
  });

  it.each([
    ['measures: {}', 'cannot be used by this version of Safeward'],
    [
      'measures: []\ntests: [{ name: t, given: { kind: post, actor: { id: a }, content: { text: hello } }, expect: { action: block } }]',
      '1 test failed, first “t”',
    ],
  ])('practice: %s', async (text, said) => {
    const files = [{ path: 'practice.yaml', text: `practice: small\nversion: 1.0.0\n${text}\n` }];
    await database.pool.query('update practices.version set sources = $1', [JSON.stringify(files)]);
    expect((await look()).practice).toEqual([expect.stringMatching(/^broken: small@/)]);
    expect((await look()).practice?.[0]).toContain(said);
  });

  it('practice: none is in force', async () => {
    await database.pool.query('truncate practices.activation');
    expect(await look()).toEqual({ ...FINE, practice: ['look: none is enforced for everybody'] });
  });

  it('in production: what only reports, and what reaches inside', async () => {
    await enforce('shadow');
    await database.pool.query(
      `insert into webhooks.endpoint (id, url, types, allow_private) values ('we_1', 'http://10.0.0.1/', '{}', true)`,
    );
    const production = { ...OPTIONS, environment: 'production' } as const;
    expect((await look(production)).settings).toEqual([
      expect.stringMatching(
        /^broken: no practice is enforced for everybody, or every measure of it is in shadow; /,
      ),
      expect.stringMatching(/^broken: webhooks may reach private addresses: http:\/\/10\.0\.0\.1\/; /),
    ]);
    expect((await look()).settings).toBeUndefined();
    expect((await look({ ...production, allow: ['shadow', 'private_webhooks'] })).settings).toBeUndefined();
  });
});

describe('the schema', () => {
  const schema = async (isServed: boolean) => {
    const findings = await lookAtDatabase({ ...OPTIONS, database: database.url }, isServed, async () => [
      { check: 'contents', state: 'fine', said: 'looked at', mend: null },
    ]);
    return findings
      .filter(({ check }) => check === 'schema' || check === 'contents')
      .map(({ check, state, said }) => [check, state, said]);
  };

  it('is ours', async () => {
    expect(await schema(false)).toEqual([
      ['schema', 'fine', 'as this Safeward needs it'],
      ['contents', 'fine', 'looked at'],
    ]);
  });

  it.each<[change: string, undo: string, state: string, said: string]>([
    [
      `insert into safeward.migration (area, number, name) values ('gate', 99, 'x')`,
      `delete from safeward.migration where number = 99`,
      'broken',
      'was made by a newer Safeward (it has gate/99)',
    ],
    [
      `update safeward.migration set area = 'kept' where area = 'outbox'; delete from safeward.migration where area = 'kept'`,
      `insert into safeward.migration (area, number, name) values ('outbox', 1, '001_outbox')`,
      'look',
      'is of an older Safeward: 1 migration behind (what is in it is not looked at)',
    ],
  ])('%s', async (change, undo, state, said) => {
    await database.pool.query(change);
    expect(await schema(true)).toEqual([['schema', state, said]]);
    await database.pool.query(undo);
  });
});

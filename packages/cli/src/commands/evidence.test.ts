import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@safeward/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { type Running, safeward, startSafeward } from '../testing/safeward.ts';

/** Beside a running server, as who has to prove something would; the packs are verified with nothing but the keys. */
const folder = temporaryFolder();
const data = join(folder, 'data');
const DATA = ['--data', data];
const file = (name: string) => join(folder, name);
let running: Running;
let url = '';
let key = '';
const decisions: string[] = [];

const ask = (path: string, body?: object) =>
  fetch(url + path, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  });

async function decide(actor: string): Promise<void> {
  const event = {
    id: `e${decisions.length}`,
    kind: 'message',
    at: '2026-11-24T10:00:00Z',
    actor: { id: actor, age: { band: 'adult' } },
    target: { id: 'kim', age: { band: '13_15' } },
    relationship: { connected: false },
    content: { text: 'hello there' },
  };
  decisions.push(((await (await ask('/v1/decisions?deadline_ms=30000', event)).json()) as { id: string }).id);
}

async function inLog(decision: string | undefined): Promise<void> {
  const until = Date.now() + 30_000;
  while ((await ask(`/v1/evidence/${decision}`)).status !== 200 && Date.now() < until);
}

beforeAll(async () => {
  running = startSafeward(['serve', '--port', '0', '--json', ...DATA]);
  ({ url, key } = JSON.parse(await running.line(/^\{/)) as { url: string; key: string });
  for (const actor of ['sam-7391', 'sam-7391', 'lou']) await decide(actor);
  await inLog(decisions.at(-1));
  writeFileSync(file('log.vkey'), await (await ask('/log/vkey')).text());
  writeFileSync(file('earlier.checkpoint'), await (await ask('/log/checkpoint')).text());
});
afterAll(async () => {
  running.child.kill('SIGTERM');
  await running.ended;
});

const KEY = ['--key', file('log.vkey')];

it('a pack proves what it shows to who has the keys, and hides what it should', async () => {
  await decide('sam-7391');
  await inLog(decisions.at(-1));
  const out = file('pack.zip');
  const asked = [
    '--since',
    '1h',
    '--actor',
    'sam-7391',
    '--hide',
    'people,answer',
    '--previous',
    file('earlier.checkpoint'),
  ];
  const exported = await safeward(['evidence', 'export', ...asked, '--out', out, '--json', ...DATA]);
  expect(exported).toMatchObject({ code: 0 });
  expect(JSON.parse(exported.stdout)).toMatchObject({ missing: [] });
  expect(readFileSync(out, 'latin1')).not.toContain('sam-7391');

  const verified = await safeward([
    'evidence',
    'verify',
    out,
    ...KEY,
    '--previous',
    file('earlier.checkpoint'),
    '--json',
  ]);
  expect(JSON.parse(verified.stdout)).toMatchObject({
    ok: true,
    types: { decision: 3 },
    withheld: expect.any(Number),
  });
  expect(verified.code).toBe(0);
  const said = await safeward(['evidence', 'verify', out, ...KEY]);
  expect(said.stdout).toMatch(/^PROVEN\n[\s\S]*3 decision[\s\S]*NOT PROVEN\n[\s\S]*--previous/);

  const again = await safeward(['evidence', 'export', '--since', '1h', '--out', out, ...DATA]);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is there already')]);
});

it('a pack shows no other parts than those that were chosen', async () => {
  const out = file('chosen.zip');
  const chosen = ['--since', '1h', '--parts', 'answer', '--out', out];
  expect(await safeward(['evidence', 'export', ...chosen, ...DATA])).toMatchObject({ code: 0 });
  const text = readFileSync(out, 'latin1');
  expect(text).toContain('"answer":{"salt"');
  for (const hidden of ['"people":{"salt"', '"content":{"salt"', '"sources":{"salt"', 'hello there'])
    expect(text).not.toContain(hidden);
  const { code, stdout } = await safeward(['evidence', 'verify', out, ...KEY, '--json']);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { ok: true, shown: decisions.length }]);
  const mistyped = await safeward(['evidence', 'export', ...chosen.with(3, 'answers'), ...DATA]);
  expect([mistyped.code, mistyped.stderr]).toEqual([2, expect.stringContaining('no part “answers”')]);
});

it('a pack that was altered is proven by nothing', async () => {
  const out = file('altered.zip');
  await safeward(['evidence', 'export', '--since', '1h', '--out', out, ...DATA]);
  const bytes = readFileSync(out);
  const at = bytes.indexOf('hello there') === -1 ? bytes.length / 2 : bytes.indexOf('hello there');
  bytes[Math.floor(at)] = (bytes[Math.floor(at)] ?? 0) ^ 1;
  writeFileSync(out, bytes);
  const { code, stdout } = await safeward(['evidence', 'verify', out, ...KEY]);
  expect([code, stdout]).toEqual([3, expect.stringMatching(/^NOT PROVEN: /)]);
});

it('decisions come out the same again', async () => {
  const { code, stdout } = await safeward(['replay', '--since', '1h', '--json', ...DATA]);
  expect(JSON.parse(stdout)).toMatchObject({ recomputed: decisions.length, differences: [] });
  expect(code).toBe(0);
});

it('a record that somebody altered is named, by the check of the log and by the replay', async () => {
  const sound = await safeward(['evidence', 'fsck', '--json', ...DATA]);
  expect([sound.code, JSON.parse(sound.stdout)]).toMatchObject([
    0,
    { rootHolds: true, gone: 0, altered: [] },
  ]);
  const database = await openDatabase({ dataDir: data, attach: true });
  await database.pool.query(
    `update gate.decision set answer = replace(answer, '"hold"', '"allow"') where id = $1`,
    [decisions[0]],
  );
  await database.close();
  const { code, stdout } = await safeward(['evidence', 'fsck', ...DATA]);
  expect([code, stdout]).toEqual([3, expect.stringContaining(`ALTERED: ${decisions[0]}`)]);
  const replayed = await safeward(['replay', '--since', '1h', ...DATA]);
  expect([replayed.code, replayed.stdout]).toEqual([3, expect.stringContaining(`DIFFERS: ${decisions[0]}`)]);
  const packed = await safeward([
    'evidence',
    'export',
    '--since',
    '1h',
    '--out',
    file('rest.zip'),
    '--json',
    ...DATA,
  ]);
  expect([packed.code, JSON.parse(packed.stdout)]).toMatchObject([3, { missing: [decisions[0]] }]);
});

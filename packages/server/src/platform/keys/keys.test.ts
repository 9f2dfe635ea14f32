import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, someEvent, startTestServer, type TestServer } from '../../test-kit/index.ts';
import type { Pool } from '../database/index.ts';
import { createKey, listKeys, revokeKey } from './index.ts';

let gate: TestServer;
let pool: Pool;
beforeAll(async () => {
  gate = await startTestServer();
  ({ pool } = gate.server.database);
});
afterAll(() => gate.close());

const make = (name: string) => createKey(pool, { name, scopes: ['decide'] });
const status = async (key: string) => (await connect(gate.url, key).decide(someEvent())).status;

describe('a key of a running server', () => {
  it('works from the moment that it is made', async () => {
    for (let n = 0; n < 5; n++) expect(await status((await make(`new ${n}`)).key)).toBe(200);
  });

  it('ends within a second when it is revoked, also where it is in use all the time', async () => {
    const { key, created } = await make('to be revoked');
    expect(await status(key)).toBe(200);
    await revokeKey(pool, created.id);
    const until = performance.now() + 1_000;
    while (performance.now() < until) await status(key);
    expect(await status(key)).toBe(401);
  });

  it('ends within a second when it is revoked and not in use', async () => {
    const { key, created } = await make('to be revoked');
    expect(await status(key)).toBe(200);
    await revokeKey(pool, created.id);
    await sleep(1_000);
    expect(await status(key)).toBe(401);
  });

  it('does not come back, and is revoked once', async () => {
    const { created } = await make('twice');
    const first = await revokeKey(pool, created.id);
    expect(await revokeKey(pool, created.id)).toEqual(first);
    expect(await revokeKey(pool, 'no-such-key')).toBeNull();
  });

  it('with another secret is none', async () => {
    const { key } = await make('guessed at');
    const guess = `${key.slice(0, -43)}${'A'.repeat(43)}`;
    expect(await status(guess)).toBe(401);
    expect(await status(key)).toBe(200);
  });

  it('is known afterwards by everything but itself', async () => {
    const { key, created } = await make('a name');
    const [, id = '', secret = ''] = key.split('_');
    expect(created).toMatchObject({ id, name: 'a name', scopes: ['decide'], revoked_at: null });
    const listed = await listKeys(pool);
    expect(listed.at(-1)).toEqual(created);
    expect(JSON.stringify(listed)).not.toContain(secret);
  });
});

describe('the secret of a key', () => {
  it('is nowhere in the database', async () => {
    const { key } = await make('looked for');
    await status(key);
    const secret = key.slice(-43);
    const { rows } = await pool.query<{ row: string }>('select k::text as row from keys.key k');
    const all = rows.map(({ row }) => row).join('\n');
    expect(all).toContain('looked for');
    for (const form of [
      secret,
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret, 'base64url').toString('hex'),
    ])
      expect(all).not.toContain(form);
  });

  it('is nowhere in the log', async () => {
    const { key } = await make('logged');
    for (const ask of [
      () => connect(gate.url, key).decide(someEvent()),
      () => connect(gate.url, key).ask('/v1/decisions'),
      () => connect(gate.url, `${key}x`).ask('/v1/decisions'),
      () => gate.ask(`/v1/decisions?key=${key}`),
      () => gate.ask(`/${key}`),
    ])
      await ask();
    expect(gate.logged()).toContain('lacks_scope');
    expect(gate.logged()).not.toContain(key.slice(-43));
    expect(gate.logged()).not.toContain(gate.key.slice(-43));
  });
});

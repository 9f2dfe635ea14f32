import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type Client,
  connect,
  someEvent,
  startTestServer,
  type TestServer,
} from '../../test-kit/index.ts';
import { createKey } from '../keys/index.ts';
import type { Rate } from './index.ts';

/** So slow that nothing comes back while a test runs. */
const SLOW: Rate = { count: 10, seconds: 3_600, burst: 10 };

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer({ keyRate: { count: 3, seconds: 3_600, burst: 3 } });
});
afterAll(() => gate.close());

async function caller(rate: Rate | null): Promise<Client & { readonly id: string }> {
  const { key, created } = await createKey(gate.server.database.pool, {
    name: 'limited',
    scopes: ['decide', 'read'],
    rate,
  });
  return { ...connect(gate.url, key), id: created.id };
}

const batch = (client: Client, size: number) =>
  client.ask('/v1/decisions/batch', { body: { events: Array.from({ length: size }, () => someEvent()) } });
const told = ({ status, headers }: Answer) => [
  status,
  headers.get('ratelimit-policy'),
  headers.get('ratelimit'),
  headers.get('retry-after'),
];

describe('a key with a rate', () => {
  it('is told what is left with every answer, and when to come again', async () => {
    const client = await caller({ count: 3_600, seconds: 3_600, burst: 2 });
    expect(told(await client.decide(someEvent()))).toEqual([200, '"key";q=2;w=2', '"key";r=1;t=1', null]);
    expect(told(await client.ask('/v1/decisions'))).toEqual([200, '"key";q=2;w=2', '"key";r=0;t=2', null]);
    const refused = await client.decide(someEvent());
    expect(told(refused)).toEqual([429, '"key";q=2;w=2', '"key";r=0;t=2', '1']);
    expect(refused.json).toMatchObject({ code: 'rate_limited', detail: 'Its limit is 3600/h burst 2.' });
  });

  it('counts each event of a batch, and each batch that it refuses as one', async () => {
    const client = await caller(SLOW);
    expect(told(await batch(client, 4))).toEqual([200, '"key";q=10;w=3600', '"key";r=6;t=1440', null]);
    // One is taken before it is known how many there are, and the other six are not there.
    const [status, , left, after] = told(await batch(client, 7));
    expect([status, left, after]).toEqual([429, '"key";r=5;t=1800', '720']);
    expect((await batch(client, 5)).status).toBe(200);
    expect((await client.decide(someEvent())).status).toBe(429);
  });

  it('names no time for a batch that will never pass', async () => {
    const client = await caller(SLOW);
    const refused = await batch(client, 11);
    expect(told(refused)).toEqual([429, '"key";q=10;w=3600', '"key";r=9;t=360', null]);
    expect(refused.json.detail).toBe('Its limit is 10/h: so many at once are never let through.');
  });

  it('has what it has for itself', async () => {
    const [one, other] = [await caller(SLOW), await caller(SLOW)];
    expect((await batch(one, 10)).status).toBe(200);
    expect((await one.decide(someEvent())).status).toBe(429);
    expect((await other.decide(someEvent())).status).toBe(200);
  });

  it('is refused what it may not do without having it counted', async () => {
    const client = await caller(SLOW);
    expect(told(await client.ask('/metrics'))).toEqual([403, null, null, null]);
    expect(told(await client.decide(someEvent()))[2]).toBe('"key";r=9;t=360');
  });
});

it('a key without one has the server’s', async () => {
  const client = await caller(null);
  const statuses = [];
  for (let n = 0; n < 4; n++) statuses.push((await client.decide(someEvent())).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
});

it('what needs no key has no limit', async () => {
  const client = await caller(SLOW);
  expect(told(await client.ask('/livez'))).toEqual([200, null, null, null]);
});

it('what was refused is counted by key', async () => {
  const client = await caller(SLOW);
  await batch(client, 11);
  const { text } = await gate.ask('/metrics');
  expect(text).toContain(`safeward_rate_limited_total{key="${client.id}"} 1`);
});

it('a server without a limit says nothing of one', async () => {
  const free = await startTestServer();
  try {
    expect(told(await free.decide(someEvent()))).toEqual([200, null, null, null]);
  } finally {
    await free.close();
  }
});

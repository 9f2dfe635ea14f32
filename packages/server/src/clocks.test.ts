import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { keeping } from './gate/keep.ts';
import { createKey } from './platform/keys/index.ts';
import { createLog } from './platform/log/log.ts';
import {
  type ClockJump,
  connect,
  eventually,
  type JumpingDatabase,
  jumpHere,
  someEvent,
  startJumpingDatabase,
  startTestServer,
  type TestServer,
  temporaryFolder,
} from './test-kit/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const JUMPS: readonly (readonly [name: string, by: ClockJump])[] = [
  ['an hour back', -HOUR],
  ['a day forward', DAY],
];

const PRACTICE = `
practice: clocks
version: 1.0.0
keep: { otherwise: content, days: 30 }
measures: [{ id: wait, title: Waits, when: "context.wait == true", do: hold, until: 30m }]
`;
const CRISIS = `
practice: crisis
version: 1.0.0
measures: [{ id: flood, title: No flood, when: "text.contains('flood')", do: block }]
`;

const folder = temporaryFolder();
let database: JumpingDatabase;
let gate: TestServer;
let hook: Server;
let answer = 503;
beforeAll(async () => {
  database = await startJumpingDatabase();
  gate = await startTestServer({
    dataDir: folder.path,
    databaseUrl: database.url,
    practiceFiles: [{ path: 'practice.yaml', text: PRACTICE }],
    removalCheckMs: HOUR,
  });
  hook = createServer((_request, response) => response.writeHead(answer).end()).listen(0, '127.0.0.1');
  await once(hook, 'listening');
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
  const body = { url, types: ['decision.held'], allow_private: true };
  expect((await gate.ask('/v1/webhooks', { body })).status).toBe(201);
});
afterAll(async () => {
  vi.useRealTimers();
  hook.closeAllConnections();
  hook.close();
  await gate.close();
  await database.close();
  folder.remove();
});
afterEach(async () => {
  vi.useRealTimers();
  await database.jump(0);
});

const pool = () => gate.server.database.pool;
/** An event of this moment, by the right clock: its hold ends in half an hour. */
const held = () => someEvent({ at: new Date().toISOString(), context: { wait: true } });
const read = async (id: string | undefined) =>
  (await gate.ask(`/v1/decisions/${id}`)).json as {
    id?: string;
    resolution?: { as: string; outcome: string };
  };
const inForce = async () => (await gate.decide(someEvent())).json.practice ?? '';

async function layOver(minutes: number): Promise<void> {
  const files = [{ path: 'crisis.yaml', text: CRISIS }];
  const { json } = await gate.ask('/v1/practices', { body: { files } });
  const expires_at = new Date(Date.now() + minutes * 60_000).toISOString();
  const body = { kind: 'overlay', stage: 'enforce', expires_at, reason: 'the river rises' };
  const path = `/v1/practices/${(json as { hash?: string }).hash}/activate`;
  expect((await gate.ask(path, { body })).status).toBe(200);
  await eventually(async () => (await inForce()).includes('crisis'));
}

interface Delivery {
  readonly attempts: number;
  readonly state: 'waiting' | 'delivered' | 'dead';
}

async function delivery(subject: string): Promise<Delivery | undefined> {
  const { rows } = await pool().query<Delivery>(
    `select attempts, case when delivered_at is not null then 'delivered' when dead_at is not null then 'dead'
       else 'waiting' end as state from webhooks.delivery where subject = $1`,
    [subject],
  );
  return rows[0];
}

const tried = (subject: string, attempts: number) =>
  eventually(async () => {
    const found = await delivery(subject);
    return found !== undefined && found.attempts >= attempts ? found : null;
  });
/** Its pause is over. */
const tryNow = (subject: string) =>
  pool().query('update webhooks.delivery set next_at = now(), leased_until = null where subject = $1', [
    subject,
  ]);

describe.each(JUMPS)('the clock of this machine jumps %s', (_name, by) => {
  it('an event that was decided before has its decision, and new ones are recorded and found', async () => {
    const event = someEvent();
    const { json: before } = await gate.decide(event);
    jumpHere(by);
    const { json: again } = await gate.decide(event);
    expect([again.id, again.action]).toEqual([before.id, before.action]);
    const { json: after } = await gate.decide(someEvent());
    expect(after.record).not.toBeNull();
    expect((await read(after.id)).id).toBe(after.id);
    // Ids say when they were made by this clock; lists are in that order.
    expect((after.id ?? '') > (before.id ?? '')).toBe(by > 0);
  });

  it('no hold ends early, nor does one that begins now', async () => {
    const { json: before } = await gate.decide(held());
    const event = held();
    jumpHere(by);
    const { json: after } = await gate.decide(event);
    const { rows } = await pool().query<{ minutes: number }>(
      `select (extract(epoch from ends_at - clock_timestamp()) / 60)::float8 as minutes
       from gate.hold where decision = any ($1)`,
      [[before.id, after.id]],
    );
    expect(rows).toHaveLength(2);
    for (const { minutes } of rows) {
      expect(minutes).toBeGreaterThan(25);
      expect(minutes).toBeLessThanOrEqual(30);
    }
  });

  it('an overlay lasts as long as it was to', async () => {
    await layOver(20);
    jumpHere(by);
    expect(await inForce()).toContain('crisis');
    expect((await gate.decide(someEvent({ content: { text: 'a flood' } }))).json.action).toBe('block');
  });

  it('a request that comes again is done once, and a rate gives nothing back and takes nothing', async () => {
    const rate = { count: 5, seconds: 360_000, burst: 5 };
    const { key } = await createKey(pool(), { name: 'limited', scopes: ['admin', 'decide'], rate });
    const limited = connect(gate.url, key);
    const ask = {
      body: { url: 'https://hooks.example/', types: ['alarm'] },
      headers: { 'idempotency-key': `k-${by}` },
    };
    const first = await limited.ask('/v1/webhooks', ask);
    jumpHere(by);
    const again = await limited.ask('/v1/webhooks', ask);
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([first.text, 'true']);
    expect(first.headers.get('ratelimit')).toMatch(/;r=4;/);
    expect(again.headers.get('ratelimit')).toMatch(/;r=3;/);
  });

  it('nothing is removed: the database’s clock has to say so as well', async () => {
    const { json } = await gate.decide(someEvent());
    jumpHere(by > 0 ? 60 * DAY : by);
    expect(await keeping(createLog('silent')).removeSome(pool())).toBe(0);
    expect((await read(json.id)).id).toBe(json.id);
  });

  it('the patience with a receiver is counted by the database’s clock', async () => {
    answer = 503;
    const event = held();
    await gate.decide(event);
    await tried(event.id, 1);
    jumpHere(by > 0 ? 4 * DAY : by);
    await tryNow(event.id);
    expect(await tried(event.id, 2)).toMatchObject({ state: 'waiting' });
  });
});

describe.each(JUMPS)('the clock of the database jumps %s', (_name, by) => {
  it('an event that was decided before has its decision, and new ones are recorded and found', async () => {
    const event = someEvent();
    const { json: before } = await gate.decide(event);
    await database.jump(by);
    expect((await gate.decide(event)).json.id).toBe(before.id);
    const { json: after } = await gate.decide(someEvent());
    expect((await read(after.id)).id).toBe(after.id);
  });

  it('a hold ends when its moment is over by that clock, and not before', async () => {
    const { json } = await gate.decide(held());
    await database.jump(by);
    if (by > 0) {
      const ended = await eventually(async () => (await read(json.id)).resolution);
      expect(ended).toMatchObject({ as: 'clock', outcome: 'expired' });
      // What was ended stays so when the clock is put right.
      await database.jump(0);
      expect((await read(json.id)).resolution).toMatchObject({ as: 'clock' });
    } else {
      const { rows } = await pool().query(
        `select from gate.hold where decision = $1 and ends_at > clock_timestamp() + interval '1 hour'`,
        [json.id],
      );
      expect(rows).toHaveLength(1);
    }
  });

  it('an overlay is off when its time is over by that clock, within a second', async () => {
    await layOver(20);
    await database.jump(by);
    if (by > 0) await eventually(async () => !(await inForce()).includes('crisis'));
    else expect(await inForce()).toContain('crisis');
  });

  it('a request that comes again is done once for a day by that clock', async () => {
    const ask = {
      body: { url: 'https://hooks.example/', types: ['alarm'] },
      headers: { 'idempotency-key': `d-${by}` },
    };
    const first = await gate.ask('/v1/webhooks', ask);
    await database.jump(by);
    const again = await gate.ask('/v1/webhooks', ask);
    expect(again.text === first.text).toBe(by < 0);
  });

  it('nothing is removed: this machine’s clock has to say so as well; where both do, it is', async () => {
    const { json } = await gate.decide(someEvent());
    const removal = keeping(createLog('silent'));
    await database.jump(by > 0 ? 60 * DAY : by);
    expect(await removal.removeSome(pool())).toBe(0);
    expect((await read(json.id)).id).toBe(json.id);
    if (by < 0) return;
    jumpHere(60 * DAY);
    expect(await removal.removeSome(pool())).toBeGreaterThan(0);
    expect((await read(json.id)).id).toBeUndefined();
  });

  it('what waits to be told is told: at once, or when that clock has come to its moment again', async () => {
    answer = 503;
    const event = held();
    await gate.decide(event);
    await tried(event.id, 1);
    answer = 204;
    await database.jump(by);
    if (by < 0) {
      expect(await delivery(event.id)).toMatchObject({ state: 'waiting', attempts: 1 });
      await database.jump(0);
      await tryNow(event.id);
    }
    await eventually(async () => (await delivery(event.id))?.state === 'delivered');
  });
});

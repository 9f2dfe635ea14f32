import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually, temporaryFolder } from '../../test-kit/index.ts';
import { type Database, migrate, openDatabase } from '../database/index.ts';
import { createLog } from '../log/log.ts';
import { appendToOutbox, type MessageType, outboxMigrations } from '../outbox/index.ts';
import { pruneDeliveries, startWebhooks, type WebhookSender, webhookMigrations } from './index.ts';
import { PATIENCE_MS, pauseAfter } from './schedule.ts';
import { createEndpoint, listDeliveries, removeEndpoint, replayDead, rotateSecret } from './store.ts';

const folder = temporaryFolder();
let database: Database;
let sender: WebhookSender;
const senders: WebhookSender[] = [];

beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
  await migrate(database.pool, [outboxMigrations, webhookMigrations]);
});
afterAll(async () => {
  await database.close();
  folder.remove();
});
beforeEach(async () => {
  await database.pool.query(
    'truncate outbox.message, outbox.reader, webhooks.delivery, webhooks.secret, webhooks.endpoint',
  );
  sender = start();
});
afterEach(async () => {
  for (const one of senders.splice(0)) await one.stop();
});

/** Sends only when it is told to. */
function start(timeoutMs = 1_000): WebhookSender {
  const started = startWebhooks({
    pool: database.pool,
    log: createLog('silent'),
    pollMs: 3_600_000,
    timeoutMs,
  });
  senders.push(started);
  return started;
}

interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Somebody else's server, that answers as it is told and remembers what it got. */
async function receiver(answer: (n: number, request: IncomingMessage) => number | null) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const status = answer(received.length, request);
      received.push({ headers: request.headers as Record<string, string>, body });
      if (status !== null) response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, close };
}

async function tell(subject: string, type: MessageType = 'decision.held'): Promise<void> {
  await appendToOutbox(database.pool, [{ type, subject, data: { subject } }]);
  await sender.catchUp();
}

const endpoint = (url: string, types: readonly MessageType[] = [], allow_private = true) =>
  createEndpoint(database.pool, { url, types, allow_private });

/** Makes everything that waits due now. */
const noMorePauses = () => database.pool.query('update webhooks.delivery set next_at = now()');

const states = async (id: string) =>
  (await listDeliveries(database.pool, id)).map(({ subject, state, attempts, problem }) => ({
    subject,
    state,
    attempts,
    problem,
  }));

describe('a delivery', () => {
  test('is verified by the standard’s own package', async () => {
    const { url, received, close } = await receiver(() => 200);
    const { endpoint: made, secret } = await endpoint(url);
    await tell('e1');
    expect(await sender.sendDue()).toBe(1);
    const [got] = received;
    expect(new Webhook(secret).verify(got?.body ?? '', got?.headers ?? {})).toMatchObject({
      type: 'decision.held',
      data: { subject: 'e1' },
    });
    expect(() => new Webhook(secret).verify(`${got?.body} `, got?.headers ?? {})).toThrow();
    expect(await states(made.id)).toEqual([
      { subject: 'e1', state: 'delivered', attempts: 1, problem: null },
    ]);
    close();
  });

  test('goes to those who asked for its type', async () => {
    const all = await receiver(() => 204);
    const some = await receiver(() => 204);
    await endpoint(all.url);
    await endpoint(some.url, ['alarm']);
    await tell('a', 'decision.held');
    await tell('b', 'alarm');
    while ((await sender.sendDue()) > 0);
    const subjects = ({ received }: { received: readonly Received[] }) =>
      received.map(({ body }) => (JSON.parse(body) as { data: { subject: string } }).data.subject);
    expect(subjects(all)).toEqual(['a', 'b']);
    expect(subjects(some)).toEqual(['b']);
    all.close();
    some.close();
  });

  test('is signed with the old and the new secret during a rotation', async () => {
    const { url, received, close } = await receiver(() => 200);
    const { endpoint: made, secret } = await endpoint(url);
    const next = await rotateSecret(database.pool, made.id);
    await tell('e1');
    await sender.sendDue();
    const [got] = received;
    for (const one of [secret, next ?? ''])
      expect(new Webhook(one).verify(got?.body ?? '', got?.headers ?? {})).toBeTruthy();
    await database.pool.query('update webhooks.secret set ends_at = now() where secret = $1', [secret]);
    await tell('e2');
    await sender.sendDue();
    const later = received[1];
    expect(() => new Webhook(secret).verify(later?.body ?? '', later?.headers ?? {})).toThrow();
    expect(new Webhook(next ?? '').verify(later?.body ?? '', later?.headers ?? {})).toBeTruthy();
    close();
  });
});

describe('a receiver that', () => {
  test.each([
    ['answers 500', () => 500, 'answered 500'],
    ['redirects elsewhere', () => 302, 'answered 302'],
    ['says nothing', () => null, 'no answer within 200 ms'],
  ])('%s is tried again later', async (_, answer, problem) => {
    const { url, received, close } = await receiver(answer);
    const { endpoint: made } = await endpoint(url);
    await tell('e1');
    await start(200).sendDue();
    expect(await states(made.id)).toEqual([{ subject: 'e1', state: 'waiting', attempts: 1, problem }]);
    expect(await sender.sendDue()).toBe(0);
    expect(received).toHaveLength(1);
    close();
  });

  test('is at an address that is not public is not reached, unless that is allowed', async () => {
    const { url, received, close } = await receiver(() => 200);
    const { endpoint: made } = await endpoint(url, [], false);
    await tell('e1');
    await sender.sendDue();
    expect(received).toEqual([]);
    expect(await states(made.id)).toMatchObject([
      { state: 'waiting', problem: 'the address is not a public one' },
    ]);
    close();
  });

  test('is down for a while gets everything, in the order of each subject', async () => {
    let down = true;
    const { url, received, close } = await receiver(() => (down ? 503 : 200));
    await endpoint(url);
    for (const subject of ['a', 'b', 'a', 'a', 'b']) await tell(subject);
    expect(await sender.sendDue()).toBe(2);
    expect(await sender.sendDue()).toBe(0);
    down = false;
    await noMorePauses();
    while ((await sender.sendDue()) > 0);
    const ids = received
      .slice(2)
      .map(({ headers, body }) => [
        Number(headers['webhook-id']?.slice(4)),
        (JSON.parse(body) as { data: { subject: string } }).data.subject,
      ]);
    for (const subject of ['a', 'b']) {
      const numbers = ids.filter(([, of]) => of === subject).map(([number]) => number);
      expect(numbers).toEqual(numbers.toSorted((x, y) => Number(x) - Number(y)));
    }
    expect(ids).toHaveLength(5);
    close();
  });

  test('is gone for good (410) is not tried again', async () => {
    const { url, close } = await receiver(() => 410);
    const { endpoint: made } = await endpoint(url);
    await tell('e1');
    await sender.sendDue();
    expect(await states(made.id)).toMatchObject([{ state: 'dead', problem: 'answered 410' }]);
    close();
  });

  test('was down for three days leaves dead deliveries, which can be sent again', async () => {
    let down = true;
    const { url, received, close } = await receiver(() => (down ? 500 : 200));
    const { endpoint: made } = await endpoint(url);
    await tell('a');
    await tell('a');
    await database.pool.query(`update webhooks.delivery set created_at = now() - interval '73 hours' where number =
      (select min(number) from webhooks.delivery)`);
    await sender.sendDue();
    expect((await states(made.id)).map(({ state }) => state)).toEqual(['waiting', 'dead']);
    // What comes behind a dead one is not held up by it.
    down = false;
    await noMorePauses();
    await sender.sendDue();
    expect((await states(made.id)).map(({ state }) => state)).toEqual(['delivered', 'dead']);
    expect(await replayDead(database.pool, made.id)).toBe(1);
    await sender.sendDue();
    expect((await states(made.id)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(received).toHaveLength(3);
    close();
  });

  test('is removed gets nothing more', async () => {
    const { url, received, close } = await receiver(() => 200);
    const { endpoint: made } = await endpoint(url);
    await tell('a');
    expect(await removeEndpoint(database.pool, made.id)).toBe(true);
    expect(await removeEndpoint(database.pool, made.id)).toBe(false);
    await tell('b');
    expect(await sender.sendDue()).toBe(0);
    expect(received).toEqual([]);
    close();
  });
});

test('two processes send each delivery once, and what a dead one had taken is sent by the other', async () => {
  const { url, received, close } = await receiver(() => 200);
  await endpoint(url);
  for (let n = 0; n < 40; n += 1) await tell(`s${n}`);
  await Promise.all(
    [sender, start()].map(async (one) => {
      while ((await one.sendDue()) > 0);
    }),
  );
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(40);
  expect(received).toHaveLength(40);
  await tell('left');
  await database.pool.query(
    `update webhooks.delivery set leased_until = now() + interval '1 second' where subject = 'left'`,
  );
  expect(await sender.sendDue()).toBe(0);
  await eventually(async () => (await sender.sendDue()) === 1);
  expect(received).toHaveLength(41);
  close();
});

test.each([
  [1, 0, 0, 5_000],
  [1, 0, 1, 6_000],
  [9, 0, 0, 8 * 3_600_000],
  [100, 3_600_000, 0, 8 * 3_600_000],
  [20, PATIENCE_MS - 1_000, 0, 1_000],
  [20, PATIENCE_MS, 0, null],
])('after %i failures at %i ms of age the pause is as planned', (attempts, age, chance, expected) => {
  expect(pauseAfter(attempts, age, chance)).toBe(expected);
});

test('what came to an end is removed after its days; what waits stays', async () => {
  const { pool } = database;
  const { endpoint } = await createEndpoint(pool, {
    url: 'http://a.example/',
    types: [],
    allow_private: false,
  });
  for (const subject of ['delivered', 'dead', 'young', 'waiting']) await tell(subject);
  const set = (subject: string, column: string, days: number) =>
    pool.query(
      `update webhooks.delivery set ${column} = now() - $2 * interval '1 day',
         created_at = now() - interval '9 days' where subject = $1`,
      [subject, days],
    );
  await set('delivered', 'delivered_at', 6);
  await set('dead', 'dead_at', 6);
  await set('young', 'delivered_at', 4);
  await set('waiting', 'next_at', 6);
  expect(await pruneDeliveries(pool, 5)).toBe(2);
  expect(await pruneDeliveries(pool, 5)).toBe(0);
  const left = await listDeliveries(pool, endpoint.id);
  expect(left.map(({ subject }) => subject).toSorted()).toEqual(['waiting', 'young']);
});

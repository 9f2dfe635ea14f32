import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test-kit/index.ts';
import { appendToOutbox } from '../outbox/index.ts';
import { createEndpoint, listDeliveries } from './store.ts';

/** A server whose settings say that no webhook may reach a private address. */
let house: TestServer;
beforeAll(async () => {
  house = await startTestServer({ privateWebhooks: false });
});
afterAll(() => house.close());

describe('where private addresses are refused', () => {
  test.each([
    [true, 422],
    [false, 201],
    [undefined, 201],
  ])('an endpoint with allow_private %s gets %i', async (allow_private, status) => {
    const { status: got, json } = await house.ask('/v1/webhooks', {
      body: { url: 'https://example.com/hook', allow_private },
    });
    expect(got).toBe(status);
    if (status === 422)
      expect(json).toMatchObject({ errors: [{ code: 'private_refused', pointer: '/allow_private' }] });
  });

  test('one that was added before is not reached any more', async () => {
    let calls = 0;
    const receiver = createServer((_request, response) => {
      calls += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { pool } = house.server.database;
    const { endpoint } = await createEndpoint(pool, {
      url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
      types: ['alarm'],
      allow_private: true,
    });
    await appendToOutbox(pool, [{ type: 'alarm', subject: 'a', data: {} }]);
    await expect
      .poll(() => listDeliveries(pool, endpoint.id), { timeout: 30_000 })
      .toMatchObject([{ state: 'waiting', problem: 'the address is not a public one' }]);
    expect(calls).toBe(0);
    receiver.close();
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../test-kit/index.ts';
import { createKeyring, loadLiveKeys } from '../keys/index.ts';
import { createLog } from '../log/log.ts';
import { createLimiter } from '../rate-limit/index.ts';
import { createApp } from './app.ts';
import { sendJson } from './reply.ts';

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer();
});
afterAll(() => gate.close());

/** A server with one route that answers with one status after another. */
function house(statuses: readonly number[]) {
  const { pool } = gate.server.database;
  const { app, close } = createApp({
    keyring: createKeyring(() => loadLiveKeys(pool)),
    limiter: createLimiter({ otherwise: null, onLimited: () => {} }),
    pool,
    tracer: null,
    log: createLog('silent'),
  });
  let asked = 0;
  app.post(
    '/step',
    { config: { doc: { access: 'admin', tag: 'x', summary: 'x', idempotent: true, answers: {} } } },
    async (_request, reply) => {
      const status = statuses[asked] ?? 500;
      asked += 1;
      if (status === 500) throw new Error('a fault');
      return sendJson(reply.code(status), `{"asked":${asked}}`);
    },
  );
  const ask = (name: string) =>
    app.inject({
      method: 'POST',
      url: '/step',
      headers: { host: 'x', authorization: `Bearer ${gate.key}`, 'idempotency-key': name },
    });
  return { ask, close, asked: () => asked };
}

it.each<[name: string, statuses: readonly number[], told: readonly number[], asked: number]>([
  ['is kept where it is well', [200, 201], [200, 200], 1],
  ['is kept where it is a refusal', [409, 200], [409, 409], 1],
  ['is kept where it is a fault, for what was done by then is not known', [500, 200], [500, 500], 1],
  ['is not kept where nothing was done for want of room', [429, 200, 201], [429, 200, 200], 2],
  ['is not kept where nothing was done for want of a database', [503, 503, 200], [503, 503, 200, 200], 3],
])('the answer %s', async (name, statuses, told, asked) => {
  const one = house(statuses);
  try {
    const answers = [];
    for (let n = 0; n < told.length; n++) answers.push((await one.ask(name.replaceAll(' ', '-'))).statusCode);
    expect(answers).toEqual(told);
    expect(one.asked()).toBe(asked);
  } finally {
    await one.close();
  }
});

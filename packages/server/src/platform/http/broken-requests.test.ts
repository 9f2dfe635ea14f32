import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connectRaw,
  eventually,
  sendRaw,
  someEvent,
  startTestServer,
  type TestServer,
} from '../../test-kit/index.ts';

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer();
});
afterAll(() => gate.close());

const post = (length: number | string, ...headers: readonly string[]) =>
  [
    'POST /v1/decisions HTTP/1.1',
    'host: x',
    'connection: close',
    `authorization: Bearer ${gate.key}`,
    'content-type: application/json',
    `content-length: ${length}`,
    ...headers,
    '',
    '',
  ].join('\r\n');

/** Status and code of a raw answer, whose head must be sound. */
function read(answer: string): readonly [number, string] {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 \d{3} \w/);
  expect(head).toMatch(/content-type: application\/problem\+json; charset=utf-8/i);
  expect(head).toMatch(/x-request-id: \S+/i);
  expect(head).toMatch(new RegExp(`content-length: ${Buffer.byteLength(body, 'latin1')}(\r\n|$)`, 'i'));
  const { status, code } = JSON.parse(body) as { status: number; code: string };
  expect(head).toContain(`HTTP/1.1 ${status} `);
  return [status, code];
}

describe('what is no sound HTTP', () => {
  it.each<[string, string | Uint8Array, number, string]>([
    ['words', 'hello there\r\n\r\n', 400, 'bad_request'],
    ['bytes', Buffer.from([0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3]), 400, 'bad_request'],
    ['a method with a space', 'GET IT / HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'bad_request'],
    ['another version', 'GET / HTTP/9.9\r\nhost: x\r\n\r\n', 400, 'bad_request'],
    ['a header without a name', 'GET / HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n', 400, 'bad_request'],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nhost: x\0y\r\n\r\n', 400, 'bad_request'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400, 'bad_request'],
    [
      'a length that is no number',
      'POST /v1/decisions HTTP/1.1\r\nhost: x\r\ncontent-length: ten\r\n\r\n',
      400,
      'bad_request',
    ],
    [
      'a negative length',
      'POST /v1/decisions HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
      400,
      'bad_request',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      400,
      'bad_request',
    ],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'bad_request',
    ],
    [
      'a header of 20 KB',
      `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'y'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    [
      'an address of 20 KB',
      `GET /${'y'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    [
      'a thousand headers',
      `GET / HTTP/1.1\r\nhost: x\r\n${'x-many: y\r\n'.repeat(3_000)}\r\n`,
      431,
      'headers_too_large',
    ],
  ])('is refused: %s', async (_name, bytes, status, code) => {
    expect(read(await sendRaw(gate.url, bytes))).toEqual([status, code]);
  });

  it('is refused: a chunk without a size', async () => {
    const head = post(0).replace('content-length: 0', 'transfer-encoding: chunked');
    expect(read(await sendRaw(gate.url, `${head}zz\r\n`))).toEqual([400, 'bad_request']);
  });

  it('is refused: an expectation that nobody can meet', async () => {
    const answer = await sendRaw(gate.url, post(2, 'expect: a miracle'));
    expect(read(answer)).toEqual([417, 'expectation_failed']);
  });

  it('is refused: a tunnel', async () => {
    const answer = await sendRaw(gate.url, 'CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: x\r\n\r\n');
    expect(read(answer)).toEqual([405, 'method_not_allowed']);
  });

  it('is answered once, also where more of it follows', async () => {
    const connection = await connectRaw(gate.url);
    for (let n = 0; n < 20; n++) {
      connection.send('nonsense\r\n\r\n');
      await sleep(2);
    }
    const answer = await connection.answered;
    expect(read(answer)).toEqual([400, 'bad_request']);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

describe('a body', () => {
  it('that is announced is asked for', async () => {
    const body = JSON.stringify(someEvent());
    const answer = await sendRaw(gate.url, post(body.length, 'expect: 100-continue') + body);
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  it('that comes byte by byte is taken', async () => {
    const body = JSON.stringify(someEvent());
    const connection = await connectRaw(gate.url);
    connection.send(post(body.length));
    for (const byte of body) {
      connection.send(byte);
      await sleep(0);
    }
    expect(await connection.answered).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it('that comes in chunks is taken', async () => {
    const body = JSON.stringify(someEvent());
    const half = Math.floor(body.length / 2);
    const chunks = [body.slice(0, half), body.slice(half), ''].map(
      (part) => `${part.length.toString(16)}\r\n${part}\r\n`,
    );
    const head = post(0).replace('content-length: 0', 'transfer-encoding: chunked');
    expect(await sendRaw(gate.url, head + chunks.join(''))).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it('is not waited for where its caller has no key', async () => {
    const connection = await connectRaw(gate.url);
    connection.send(post(500_000).replace(gate.key, 'sw_none'));
    connection.send('{');
    expect(read(await connection.answered)).toEqual([401, 'unauthenticated']);
  });

  it('is not waited for where it is announced as too large', async () => {
    const connection = await connectRaw(gate.url);
    connection.send(post(30_000_000));
    expect(read(await connection.answered)).toEqual([413, 'too_large']);
  });

  it('that grows too large in chunks is cut off', async () => {
    const connection = await connectRaw(gate.url);
    connection.send(post(0).replace('content-length: 0', 'transfer-encoding: chunked'));
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    // More than an event with its images may be.
    for (let n = 0; n < 300; n++) connection.send(chunk);
    expect(read(await connection.answered)).toEqual([413, 'too_large']);
  });

  it.each(['end', 'abort'] as const)(
    'whose caller goes away half way (%s) leaves nothing behind',
    async (how) => {
      const event = someEvent();
      for (let n = 0; n < 20; n++) {
        const connection = await connectRaw(gate.url);
        const body = JSON.stringify(event);
        connection.send(post(body.length));
        connection.send(body.slice(0, n * 5));
        if (n % 2 === 0) await sleep(1);
        connection[how]();
        await connection.answered;
      }
      const { rows } = await gate.server.database.pool.query(
        'select from gate.decision where event_id = $1',
        [event.id],
      );
      expect(rows).toEqual([]);
      expect((await gate.decide(event)).status).toBe(200);
    },
  );

  it('that is whole is decided and recorded although its caller is gone', async () => {
    const event = someEvent();
    const body = JSON.stringify(event);
    const connection = await connectRaw(gate.url);
    connection.send(post(Buffer.byteLength(body)) + body);
    await sleep(30);
    connection.abort();
    await connection.answered;
    await eventually(async () => {
      const { rows } = await gate.server.database.pool.query(
        'select from gate.decision where event_id = $1',
        [event.id],
      );
      return rows.length === 1;
    });
  });
});

describe('many at once', () => {
  it('on one connection are answered in their order', async () => {
    const events = Array.from({ length: 20 }, () => someEvent());
    const requests = events.map((event, n) => {
      const body = JSON.stringify(event);
      const head = post(Buffer.byteLength(body));
      return (n < 19 ? head.replace('connection: close', 'connection: keep-alive') : head) + body;
    });
    const answer = await sendRaw(gate.url, requests.join(''));
    const told = [...answer.matchAll(/"event":"([^"]+)"/g)].map(([, id]) => id);
    expect(told).toEqual(events.map(({ id }) => id));
  });

  it('that never say anything keep nobody else waiting', async () => {
    const silent = await Promise.all(Array.from({ length: 200 }, () => connectRaw(gate.url)));
    expect((await gate.decide(someEvent())).status).toBe(200);
    for (const connection of silent) connection.abort();
    await Promise.all(silent.map(({ answered }) => answered));
  });
});

import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { fetchOutside } from './index.ts';

async function withServer<T>(listener: RequestListener, act: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const fetchIt = (url: string, more: object = {}) =>
  fetchOutside({ url, maxBytes: 1_000, timeoutMs: 2_000, allowPrivate: true, ...more });

describe('what a stranger has named', () => {
  test('is fetched, and nothing is sent along', async () => {
    let seen: object = {};
    const fetched = await withServer(
      ({ headers, url, method }, response) => {
        seen = { ...headers, url, method };
        response.end('the bytes');
      },
      (url) => fetchIt(`${url.replace('//', '//user:secret@')}/a/b?c=d#e`),
    );
    expect(fetched).toEqual({ kind: 'fetched', bytes: Buffer.from('the bytes') });
    expect(seen).toEqual({
      host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      connection: expect.any(String),
      'accept-encoding': 'identity',
      url: '/a/b?c=d',
      method: 'GET',
    });
  });

  test.each([
    ['http://127.0.0.1:1/', 'the address is not a public one'],
    ['http://[::1]:1/', 'the address is not a public one'],
    ['http://[::ffff:10.0.0.1]/', 'the address is not a public one'],
    ['http://localhost:1/', 'the address is not a public one'],
    ['http://169.254.169.254/latest/meta-data/', 'the address is not a public one'],
    ['http://2130706433/', 'the address is not a public one'],
    ['http://0x7f.1/', 'the address is not a public one'],
    ['ftp://93.184.215.14/', 'not an http or https address'],
    ['file:///etc/passwd', 'not an http or https address'],
    ['data:text/plain,x', 'not an http or https address'],
    ['nonsense', 'not an http or https address'],
  ])('%s is refused', async (url, reason) => {
    expect(await fetchIt(url, { allowPrivate: false })).toEqual({ kind: 'failed', reason });
  });

  test('is followed three times, and looked at each time', async () => {
    const fetched = await withServer(
      ({ url = '' }, response) => {
        const left = Number(url.slice(1));
        if (left === 0) response.end('there');
        else response.writeHead(302, { location: `/${left - 1}` }).end();
      },
      async (url) => [await fetchIt(`${url}/3`), await fetchIt(`${url}/4`)],
    );
    expect(fetched).toEqual([
      { kind: 'fetched', bytes: Buffer.from('there') },
      { kind: 'failed', reason: 'more than 3 redirects' },
    ]);
  });

  test.each([
    ['file:///etc/passwd', 'not an http or https address'],
    ['http://elsewhere.example/', 'the host is not one of those that may be asked'],
  ])('may not lead to %s', async (location, reason) => {
    const fetched = await withServer(
      (_request, response) => response.writeHead(302, { location }).end(),
      (url) => fetchIt(url, { hosts: ['127.0.0.1'] }),
    );
    expect(fetched).toEqual({ kind: 'failed', reason });
  });

  test.each([
    ['images.example', false],
    ['0.0.1', true],
  ])('where only %s may be asked is fetched: %s', async (host, expected) => {
    const fetched = await withServer(
      (_request, response) => response.end('x'),
      (url) => fetchIt(url, { hosts: [host] }),
    );
    expect(fetched.kind === 'fetched').toBe(expected);
  });

  test.each<[string, RequestListener, string]>([
    [
      'says that it is too long',
      (_, response) => response.writeHead(200, { 'content-length': '5000' }).end('x'),
      'longer than 1000 bytes',
    ],
    [
      'does not end',
      (_, response) => {
        response.writeHead(200);
        const more = (): void => {
          if (!response.destroyed) response.write('x'.repeat(400), () => setImmediate(more));
        };
        more();
      },
      'longer than 1000 bytes',
    ],
    [
      'is compressed',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      'answered compressed',
    ],
    ['is not there', (_, response) => response.writeHead(404).end('no'), 'answered with status 404'],
    ['never comes', () => {}, 'not there within 300 ms'],
    [
      'breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '500' }).write('x', () => response.destroy());
      },
      'ECONNRESET',
    ],
  ])('and %s is given up', async (_, listener, reason) => {
    expect(await withServer(listener, (url) => fetchIt(url, { timeoutMs: 300 }))).toEqual({
      kind: 'failed',
      reason,
    });
  });

  test('where nobody is', async () => {
    expect(await fetchIt('http://127.0.0.1:1/')).toEqual({ kind: 'failed', reason: 'ECONNREFUSED' });
  });
});

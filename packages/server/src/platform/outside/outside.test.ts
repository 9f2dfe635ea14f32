import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isPublicAddress, postOutside } from './index.ts';

test.each([
  ['93.184.215.14', true],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.31.255.255', false],
  ['192.168.0.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['192.0.2.1', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fc00::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:93.184.215.14', true],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:db8::1', false],
  ['localhost', false],
  ['', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

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

const post = (url: string, more: object = {}) =>
  postOutside({
    url,
    headers: { 'content-type': 'application/json' },
    body: '{"a":"é"}',
    timeoutMs: 2_000,
    allowPrivate: true,
    ...more,
  });

describe('a request to somebody else', () => {
  test('arrives whole, and only its status counts', async () => {
    let seen = '';
    const answer = await withServer(
      (request, response) => {
        request.setEncoding('utf8').on('data', (chunk: string) => {
          seen += chunk;
        });
        request.on('end', () => response.writeHead(202).end('thanks'));
      },
      (url) => post(url),
    );
    expect(answer).toEqual({ kind: 'answered', status: 202 });
    expect(seen).toBe('{"a":"é"}');
  });

  test.each([
    ['http://127.0.0.1:1/', 'the address is not a public one'],
    ['http://[::1]:1/', 'the address is not a public one'],
    ['http://localhost:1/', 'the address is not a public one'],
    ['http://2130706433/', 'the address is not a public one'],
    ['http://0x7f.1/', 'the address is not a public one'],
    ['ftp://93.184.215.14/', 'not an http or https address'],
    ['file:///etc/passwd', 'not an http or https address'],
    ['nonsense', 'not an http or https address'],
  ])('%s is refused', async (url, reason) => {
    expect(await post(url, { allowPrivate: false })).toEqual({ kind: 'failed', reason });
  });

  test('a redirect is an answer, and is not followed', async () => {
    let calls = 0;
    const answer = await withServer(
      (_request, response) => {
        calls += 1;
        response.writeHead(307, { location: '/elsewhere' }).end();
      },
      (url) => post(url),
    );
    expect(answer).toEqual({ kind: 'answered', status: 307 });
    expect(calls).toBe(1);
  });

  test('a server that says nothing is left after the time', async () => {
    const answer = await withServer(
      () => {},
      (url) => post(url, { timeoutMs: 100 }),
    );
    expect(answer).toEqual({ kind: 'failed', reason: 'no answer within 100 ms' });
  });

  test('an answer without end is cut off', async () => {
    const answer = await withServer(
      (_request, response) => {
        response.writeHead(200);
        const more = (): void => {
          if (!response.destroyed) response.write('x'.repeat(16_384), () => setImmediate(more));
        };
        more();
      },
      (url) => post(url),
    );
    expect(answer).toEqual({ kind: 'answered', status: 200 });
  });

  test('nobody there', async () => {
    expect(await post('http://127.0.0.1:1/')).toEqual({ kind: 'failed', reason: 'ECONNREFUSED' });
  });
});

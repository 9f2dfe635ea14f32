import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { closedLoop } from './closed.ts';
import { type Connection, connect, connectAll } from './connection.ts';
import { openLoop } from './open.ts';

const REQUEST = Buffer.from('POST / HTTP/1.1\r\nhost: test\r\ncontent-length: 2\r\n\r\n{}');

let server: Server | undefined;
let open: readonly Connection[] = [];
afterEach(() => {
  for (const connection of open) connection.close();
  server?.close();
});

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  server = createServer((request, response) => {
    request.resume().on('end', () => answer(response));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function connections(url: string, count: number): Promise<readonly Connection[]> {
  open = await connectAll(url, count);
  return open;
}

const ask = (connection: Connection): Promise<number> =>
  new Promise((resolve) => connection.send(REQUEST, resolve));
const plain = (response: ServerResponse): unknown => response.setHeader('content-length', 2).end('ok');

describe('a connection', () => {
  it('gives the status of one answer after the other', async () => {
    const statuses = [200, 429, 200, 503];
    const url = await serve((response) => {
      response.writeHead(statuses.shift() ?? 500, { 'content-length': 3 }).end('{ }');
    });
    const [connection] = await connections(url, 1);
    const seen: number[] = [];
    for (let n = 0; n < 4; n++) seen.push(await ask(connection!));
    expect(seen).toStrictEqual([200, 429, 200, 503]);
  });

  it('waits for the whole of an answer that comes in pieces', async () => {
    let complete = false;
    const url = await serve(async (response) => {
      response.writeHead(200, { 'content-length': 6 });
      for (const piece of ['ab', 'cd', 'ef']) {
        await sleep(20);
        complete = piece === 'ef';
        response.write(piece);
      }
      response.end();
    });
    const [connection] = await connections(url, 1);
    expect(await ask(connection!)).toBe(200);
    expect(complete).toBe(true);
  });

  it('says 0 where it broke, also afterwards', async () => {
    const url = await serve((response) => response.socket?.destroy());
    const connection = await connect(url);
    expect(await ask(connection)).toBe(0);
    expect(await ask(connection)).toBe(0);
  });
});

describe('a closed loop', () => {
  it('counts every answer, refusals apart', async () => {
    let asked = 0;
    const url = await serve((response) => {
      asked++;
      if (asked % 10 === 0) response.statusCode = 429;
      plain(response);
    });
    const load = await closedLoop(await connections(url, 4), () => REQUEST, 0.2);
    expect(load.acknowledged + (load.refused.get(429) ?? 0)).toBe(asked);
    expect([...load.refused.keys()]).toStrictEqual([429]);
    expect(load.latencies).toHaveLength(load.acknowledged);
    // What is under way when the time is over is awaited, and not counted as done in it.
    expect(load.answered).toBeGreaterThan(0);
    expect(load.answered).toBeLessThanOrEqual(asked);
  });

  it('ends where every connection breaks', async () => {
    const url = await serve((response) => response.socket?.destroy());
    const load = await closedLoop(await connections(url, 3), () => REQUEST, 60);
    expect(load).toMatchObject({ acknowledged: 0, refused: new Map([[0, 3]]) });
  });
});

describe('an open loop', () => {
  it('sends what is due, no more and no less', async () => {
    const url = await serve(plain);
    const load = await openLoop(await connections(url, 8), () => REQUEST, { rate: 200, seconds: 0.25 });
    expect(load).toMatchObject({ acknowledged: 50, refused: new Map() });
    expect(load.lateness).toHaveLength(50);
    expect(load.lateness.filter((late) => late < 0)).toStrictEqual([]);
  });

  it('charges a server that stops for a moment with everyone who had to wait', async () => {
    const stopMs = 300;
    let stopped = false;
    const url = await serve(async (response) => {
      if (!stopped) {
        stopped = true;
        await sleep(stopMs);
      }
      plain(response);
    });
    // One connection, so that all wait: those due every 10 ms while the first takes 300 ms wait 290, 280 … ms at least.
    const load = await openLoop(await connections(url, 1), () => REQUEST, { rate: 100, seconds: 0.2 });
    expect(load.acknowledged).toBe(20);
    const atLeast = Array.from({ length: 20 }, (_, n) => stopMs - n * 10 - 5);
    expect(load.latencies.map((latency, n) => latency >= (atLeast[n] ?? 0))).toStrictEqual(
      Array(20).fill(true),
    );
  });
});

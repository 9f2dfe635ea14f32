import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  type Client,
  connectRaw,
  freeze,
  someEvent,
  startServerProcess,
  startTestServer,
  temporaryFolder,
} from './test-kit/index.ts';

/** Decides an event over a connection that is kept alive. */
function decideVia(
  agent: Agent,
  gate: Client,
  event: unknown,
): Promise<{ status: number; connection: string }> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(event);
    const headers = {
      authorization: `Bearer ${gate.key}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    const sent = request(`${gate.url}/v1/decisions`, { method: 'POST', agent, headers }, (response) => {
      response
        .resume()
        .on('end', () =>
          resolve({ status: response.statusCode ?? 0, connection: response.headers.connection ?? '' }),
        );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('a server that is stopped', () => {
  it('answers what it has accepted, and takes nothing after', async () => {
    const gate = await startTestServer();
    const agent = new Agent({ keepAlive: true });
    await decideVia(agent, gate, someEvent());
    const event = someEvent({ kind: 'post' });
    const frozen = freeze(gate.server.database.embedded?.pid ?? 0);
    const underWay = decideVia(agent, gate, event);
    await sleep(50);
    const closed = gate.close();
    await sleep(50);
    frozen.thaw();
    expect(await underWay).toMatchObject({ status: 200 });
    await closed;
    await expect(decideVia(agent, gate, someEvent())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    agent.destroy();
  });

  it('answers all of many that are under way, and has recorded each', async () => {
    const folder = temporaryFolder();
    const gate = await startTestServer({ dataDir: folder.path });
    const events = Array.from({ length: 300 }, () => someEvent());
    const agent = new Agent({ keepAlive: true, maxSockets: 300 });
    const answers = events.map((event) => decideVia(agent, gate, event).catch(() => null));
    await Promise.race(answers);
    await gate.close();
    const answered = (await Promise.all(answers)).filter((answer) => answer !== null);
    expect(answered.length).toBeGreaterThan(0);
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200]));
    const again = await startTestServer({ dataDir: folder.path });
    const { rows } = await again.server.database.pool.query<{ n: number }>(
      'select count(*)::int as n from gate.decision',
    );
    expect(rows[0]?.n).toBeGreaterThanOrEqual(answered.length);
    await again.close();
    agent.destroy();
    folder.remove();
  });

  it('does not wait for who keeps a connection and says nothing, or half of something', async () => {
    const gate = await startTestServer();
    const idle = await connectRaw(gate.url);
    const half = await connectRaw(gate.url);
    half.send('POST /v1/decisions HTTP/1.1\r\nhost: x\r\n');
    const body = await connectRaw(gate.url);
    body.send(
      `POST /v1/decisions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${gate.key}\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{`,
    );
    const kept = new Agent({ keepAlive: true });
    await decideVia(kept, gate, someEvent());
    await gate.close();
    expect(await Promise.all([idle, half, body].map(({ answered }) => answered))).toEqual(['', '', '']);
    kept.destroy();
  });

  it('takes what was half there when it began to stop', async () => {
    const gate = await startTestServer();
    const body = JSON.stringify(someEvent());
    const half = await connectRaw(gate.url);
    half.send(
      `POST /v1/decisions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${gate.key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    await sleep(20);
    const closed = gate.close();
    await sleep(100);
    half.send(body);
    expect(await half.answered).toMatch(/^HTTP\/1\.1 200 OK/);
    await closed;
  });

  it('ends as a process when it is asked to, and frees its folder', async () => {
    const folder = temporaryFolder();
    const server = await startServerProcess({ dataDir: folder.path });
    await server.signal('SIGTERM');
    const again = await startServerProcess({ dataDir: folder.path });
    await again.signal('SIGTERM');
    expect(again.stderr()).not.toContain('left behind');
    folder.remove();
  });
});

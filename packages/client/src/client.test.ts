import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Event, Safeward, type SafewardOptions, SafewardRefusal, SafewardUnreachable } from './index.ts';

const COMMAND = fileURLToPath(new URL('../../cli/bin/safeward.js', import.meta.url));

let made = 0;
/** Between invented people; a stranger and a child unless they are connected. */
function event(connected = true): Event {
  made += 1;
  return {
    id: `client-${made}`,
    kind: 'message',
    at: '2026-11-24T10:00:00Z',
    actor: { id: 'u1', age: { band: 'adult' } },
    target: { id: 'u2', age: { band: '13_15' } },
    relationship: { connected },
    content: { text: 'see you at the match' },
  };
}

describe('with a server', () => {
  const data = mkdtempSync(join(tmpdir(), 'safeward-client-'));
  let server: ChildProcess;
  let safeward: Safeward;
  let url = '';
  beforeAll(async () => {
    server = spawn(process.execPath, [COMMAND, 'serve', '--json', '--port', '0', '--data', data], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(
      createInterface({ input: server.stdout as NodeJS.ReadableStream }),
      'line',
    )) as [string];
    const started = JSON.parse(line) as { url: string; key: string };
    url = started.url;
    safeward = new Safeward({ url, key: started.key, whenUnreachable: 'closed' });
  });
  afterAll(async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
    rmSync(data, { recursive: true, force: true });
  });

  test('decides, and the same again', async () => {
    const stranger = event(false);
    const decision = await safeward.decide(stranger);
    expect(decision).toMatchObject({ event: stranger.id, action: 'hold', until: 'recipient' });
    expect(decision.unreachable).toBeUndefined();
    expect((await safeward.decide(stranger)).id).toBe(decision.id);
    expect(await safeward.decide(event())).toMatchObject({ action: 'allow' });
  });

  test('reads what was decided, one and page by page', async () => {
    const decisions = await Promise.all(Array.from({ length: 5 }, () => safeward.decide(event())));
    const [first] = decisions;
    expect(await safeward.decision(first?.id ?? '')).toMatchObject({ id: first?.id, event: first?.event });
    expect(await safeward.decision('dec_unknown')).toBeNull();
    const listed: string[] = [];
    for await (const { id } of safeward.decisions({ actor: 'u1' })) listed.push(id);
    expect(listed).toEqual(expect.arrayContaining(decisions.map(({ id }) => id)));
    expect(new Set(listed).size).toBe(listed.length);
  });

  test('explains without recording', async () => {
    const stranger = event(false);
    const { outcome, alternatives } = await safeward.explain(stranger);
    expect(outcome.action).toBe('hold');
    expect(alternatives.map(({ sentence }) => sentence)).toContain('would be allowed if they were connected');
  });

  test('a refusal is thrown, with the field', async () => {
    const wrong = { ...event(), kind: 'massage' } as unknown as Event;
    const refused = await safeward.decide(wrong).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SafewardRefusal);
    expect(refused).toMatchObject({ status: 422, problem: { code: 'invalid_event', pointer: '/kind' } });
    const stranger = new Safeward({ url, key: 'sw_wrong', whenUnreachable: 'open' });
    await expect(stranger.decide(event())).rejects.toMatchObject({ status: 401 });
  });
});

/** A server that answers each request as the list says, the last for ever. */
async function withAnswers<T>(
  answers: readonly RequestListener[],
  act: (url: string, requests: () => number) => Promise<T>,
): Promise<T> {
  let count = 0;
  const server = createServer((request, response) => {
    const answer = answers[Math.min(count, answers.length - 1)];
    count += 1;
    answer?.(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => count);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const answer =
  (status: number, body: unknown, headers = {}): RequestListener =>
  (_request, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
const good = answer(200, {
  id: 'dec_1',
  event: 'e',
  action: 'allow',
  reasons: [],
  effects: [],
  record: null,
  practice: 'p',
});
const hangUp: RequestListener = (request) => request.socket.destroy();
const silence: RequestListener = () => {};
const client = (url: string, more: Partial<SafewardOptions> = {}) =>
  new Safeward({ url, key: 'sw_k', whenUnreachable: 'open', deadlineMs: 400, ...more });

describe('where the gate stumbles', () => {
  test.each([
    ['hangs up', hangUp],
    ['is overloaded', answer(429, { code: 'overloaded', title: 'x' })],
    ['fails', answer(500, { code: 'internal', title: 'x' })],
    ['has something before it that fails', answer(502, '<html>bad gateway</html>')],
    ['answers with something else', answer(200, 'hello')],
  ])('a gate that %s once is asked again', async (_, first) => {
    await withAnswers([first, good], async (url, requests) => {
      expect(await client(url).decide(event())).toMatchObject({ id: 'dec_1' });
      expect(requests()).toBe(2);
    });
  });

  test.each([
    ['network', hangUp],
    ['overloaded', answer(503, { code: 'keys_unavailable', title: 'x' })],
    ['failed', answer(500, { code: 'internal', title: 'x' })],
    ['timeout', silence],
  ])('then the client answers for itself: %s', async (unreachable, always) => {
    await withAnswers([always], async (url) => {
      const asked = event();
      expect(await client(url).decide(asked)).toEqual({
        id: null,
        event: asked.id,
        action: 'allow',
        reasons: [],
        effects: [],
        record: null,
        unreachable,
      });
      expect(await client(url, { whenUnreachable: 'closed' }).decide(asked)).toMatchObject({
        action: 'hold',
        until: 'reviewer',
        unreachable,
      });
    });
  });

  test('reading is thrown out of: there is nothing to make up', async () => {
    await withAnswers([hangUp], async (url) => {
      await expect(client(url).decision('dec_1')).rejects.toBeInstanceOf(SafewardUnreachable);
    });
  });

  test('a refusal is final', async () => {
    await withAnswers([answer(403, { code: 'lacks_scope', title: 'x' }), good], async (url, requests) => {
      await expect(client(url).decide(event())).rejects.toBeInstanceOf(SafewardRefusal);
      expect(requests()).toBe(1);
    });
  });

  test('it waits as long as it is asked to, if there is time', async () => {
    await withAnswers(
      [answer(429, { code: 'overloaded', title: 'x' }, { 'retry-after': '9' }), good],
      async (url, requests) => {
        expect(await client(url).decide(event())).toMatchObject({ unreachable: 'overloaded' });
        expect(requests()).toBe(1);
      },
    );
  });

  test('a redirect is not followed: the event goes nowhere else', async () => {
    await withAnswers([good], async (elsewhere, requests) => {
      await withAnswers([answer(307, '', { location: elsewhere })], async (url) => {
        expect(await client(url).decide(event())).toMatchObject({ unreachable: 'network' });
      });
      expect(requests()).toBe(0);
    });
  });

  test('the gate is told a deadline within the caller’s own', async () => {
    let asked = '';
    const listener: RequestListener = (request, response) => {
      asked = request.url ?? '';
      good(request, response);
    };
    await withAnswers([listener], (url) => client(url).decide(event(), { deadlineMs: 200 }));
    expect(asked).toBe('/v1/decisions?deadline_ms=180');
  });

  test('whoever gives up is told his own reason, and no decision is made up', async () => {
    await withAnswers([silence], async (url) => {
      const controller = new AbortController();
      const decided = client(url).decide(event(), { signal: controller.signal });
      controller.abort(new Error('the user left'));
      await expect(decided).rejects.toThrow('the user left');
    });
  });
});

test.each([
  [{ whenUnreachable: undefined }, 'whenUnreachable must be chosen'],
  [{ url: 'nowhere' }, 'url must be'],
  [{ key: '' }, 'key must be'],
  [{ deadlineMs: 0 }, 'deadlineMs must be'],
])('options that cannot be meant are refused: %j', (wrong, message) => {
  const options = {
    url: 'http://127.0.0.1:1',
    key: 'sw_k',
    whenUnreachable: 'open',
    ...wrong,
  } as SafewardOptions;
  expect(() => new Safeward(options)).toThrow(message);
});

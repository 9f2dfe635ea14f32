import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Chat, Message } from '../examples/chat.ts';
import { chatWithExpress } from '../examples/express.ts';
import { chatWithFastify } from '../examples/fastify.ts';
import { Safeward } from './index.ts';

const COMMAND = fileURLToPath(new URL('../../cli/bin/safeward.js', import.meta.url));
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

/** One measure for each action, asked for by a word. */
const PRACTICE = `
practice: example
version: 1.0.0
measures:
  - { id: a.nudge, title: Think twice, when: "text.contains('rudely')", do: nudge,
      tell: { actor: { en: "Do you mean it?", cy: "Ydych chi o ddifrif?" }, target: Take care. } }
  - { id: a.limit, title: No links, when: "text.contains('look here')", do: limit, limits: [strip_links],
      tell: { actor: The link was taken off. } }
  - { id: a.hold, title: Strangers wait, when: "!relationship.connected", do: hold, until: recipient,
      tell: { actor: They are asked first. } }
  - { id: a.block, title: Not here, when: "text.contains('forbidden')", do: block, tell: { actor: That stays here. } }
`;

const folder = mkdtempSync(join(tmpdir(), 'safeward-examples-'));
let server: ChildProcess;
let options: { url: string; key: string; whenUnreachable: 'closed' };
beforeAll(async () => {
  const practice = join(folder, 'practice.yaml');
  writeFileSync(practice, PRACTICE);
  const data = join(folder, 'data');
  const parameters = ['serve', '--json', '--port', '0', '--data', data, '--practice', practice];
  server = spawn(process.execPath, [COMMAND, ...parameters], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface({ input: server.stdout as NodeJS.ReadableStream }), 'line')) as [
    string,
  ];
  const { url, key } = JSON.parse(line) as { url: string; key: string };
  options = { url, key, whenUnreachable: 'closed' };
});
afterAll(async () => {
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

/** Serves a chat on a free port, and says how to stop it. */
type Start = (safeward: Safeward, chat: Chat) => Promise<{ url: string; stop: () => Promise<unknown> }>;

const FRAMEWORKS: readonly (readonly [name: string, start: Start])[] = [
  [
    'express',
    async (safeward, chat) => {
      const http = createServer(chatWithExpress(safeward, chat)).listen(0, '127.0.0.1');
      await once(http, 'listening');
      return {
        url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
        stop: async () => {
          const closed = once(http, 'close');
          http.close();
          http.closeAllConnections();
          await closed;
        },
      };
    },
  ],
  [
    'fastify',
    async (safeward, chat) => {
      const app = chatWithFastify(safeward, chat);
      const url = await app.listen({ port: 0, host: '127.0.0.1' });
      return { url, stop: () => app.close() };
    },
  ],
];

let made = 0;

describe.each(FRAMEWORKS)('a chat with %s', (name, start) => {
  const chat: Chat = {
    people: new Map([
      ['ann', { id: 'ann', age: { band: '13_15' } }],
      ['bob', { id: 'bob', age: { band: '13_15' }, language: 'cy-GB' }],
    ]),
    friends: (one, other) => [one, other].sort().join() === 'ann,bob',
    delivered: [],
    waiting: new Map(),
  };
  let running: Awaited<ReturnType<Start>>;
  beforeAll(async () => {
    running = await start(new Safeward(options), chat);
  });
  afterAll(() => running.stop());

  async function send(changes: Partial<Message>, to = running): Promise<Answer & { readonly id: string }> {
    made += 1;
    const message = {
      id: `${name}-${made}`,
      from: 'ann',
      to: 'bob',
      text: 'see you at the match',
      at: '2026-11-24T10:00:00Z',
      ...changes,
    };
    const response = await fetch(`${to.url}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
    return { id: message.id, status: response.status, body: (await response.json()) as Answer['body'] };
  }
  const delivered = (id: string) => chat.delivered.filter(({ message }) => message.id === id);

  test('allow: it is delivered', async () => {
    const { id, ...answer } = await send({});
    expect(answer).toEqual({ status: 201, body: { state: 'delivered' } });
    expect(delivered(id)).toMatchObject([{ message: { text: 'see you at the match' } }]);
  });

  test('nudge: the sender is asked in their language, and it is delivered when they mean it', async () => {
    const rude = { from: 'bob', to: 'ann', text: 'go away, rudely' };
    const first = await send(rude);
    expect(first).toMatchObject({ status: 200, body: { state: 'confirm', words: 'Ydych chi o ddifrif?' } });
    expect(delivered(first.id)).toEqual([]);
    const { id, status } = await send({ ...rude, id: first.id, confirmed: true });
    expect(status).toBe(201);
    expect(delivered(id)).toMatchObject([{ words: 'Take care.' }]);
  });

  test('limit: it is delivered without its link', async () => {
    const { id, ...answer } = await send({ text: 'look here https://example.com/offer now' });
    expect(answer).toEqual({ status: 201, body: { state: 'delivered', words: 'The link was taken off.' } });
    expect(delivered(id)[0]?.message.text).not.toContain('example.com');
    expect(delivered(id)[0]?.message.text).toContain('look here');
  });

  test('hold: it waits', async () => {
    const { id, ...answer } = await send({ from: 'eve' });
    expect(answer).toEqual({ status: 202, body: { state: 'waiting', words: 'They are asked first.' } });
    expect(delivered(id)).toEqual([]);
    expect(chat.waiting.get(id)?.decision).toMatchObject({ action: 'hold', until: 'recipient' });
  });

  test('block: it is refused', async () => {
    const { id, ...answer } = await send({ text: 'something forbidden' });
    expect(answer).toEqual({ status: 403, body: { state: 'refused', words: 'That stays here.' } });
    expect(delivered(id)).toEqual([]);
    expect(chat.waiting.has(id)).toBe(false);
  });

  test('where the gate is away: as was chosen', async () => {
    const away = await start(new Safeward({ ...options, url: 'http://127.0.0.1:1', deadlineMs: 200 }), chat);
    const { id, ...answer } = await send({}, away);
    expect(answer).toEqual({ status: 202, body: { state: 'waiting' } });
    expect(chat.waiting.get(id)?.decision).toMatchObject({ until: 'reviewer' });
    await away.stop();
  });
});

describe('the README shows them as they are', () => {
  const read = (path: string) => readFileSync(join(PACKAGE, path), 'utf8');

  test.each(['express', 'fastify'])('%s.ts', (name) => {
    expect(read('README.md')).toContain(read(`examples/${name}.ts`).trimEnd());
  });

  test('what is done with each action', () => {
    const [carryOut = ''] =
      /\/\*\* Does what the decision says[\s\S]*?\n}\n/.exec(read('examples/chat.ts')) ?? [];
    expect(carryOut).toContain("case 'block':");
    expect(read('README.md')).toContain(carryOut);
  });
});

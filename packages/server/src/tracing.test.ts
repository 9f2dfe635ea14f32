import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from './platform/keys/index.ts';
import {
  type Collector,
  connect,
  eventually,
  type ReceivedSpan,
  someEvent,
  startCollector,
  startTestServer,
  type TestServer,
} from './test-kit/index.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
/** On a busy machine too, nothing is spooled. */
const PATIENT = '?deadline_ms=30000';
const SERVER = 2;
const CLIENT = 3;

const tracing = (endpoint: string, oneIn = 1) => ({ tracing: { endpoint, service: 'gate-of-tests', oneIn } });

/** An event in which every id and every word can be found again. */
const telling = (id: string) =>
  someEvent({
    id,
    conversation: 'conversation-kept',
    actor: { id: 'actor-kept', age: { band: 'adult', assurance: 'estimated' } },
    target: { id: 'target-kept', age: { band: '13_15', assurance: 'declared' } },
    relationship: { connected: false },
    content: { text: 'words-kept' },
    context: { note: 'context-kept' },
  });

/** A receiver of webhooks: the headers that it got. */
async function startReceiver() {
  const received: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    received.push(request.headers);
    request.resume().on('end', () => response.writeHead(received.length === 1 ? 500 : 204).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/secret-of-the-path?token=secret-of-the-query`,
    received,
    close: () => server.close(),
  };
}

describe('a server that traces', () => {
  let collector: Collector;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let gate: TestServer;

  beforeAll(async () => {
    collector = await startCollector();
    receiver = await startReceiver();
    gate = await startTestServer(tracing(collector.endpoint));
  });
  afterAll(async () => {
    await gate.close();
    await collector.close();
    receiver.close();
  });

  const named = (name: string): readonly ReceivedSpan[] =>
    collector.spans.filter((span) => span.name === name);
  const requestIn = (traceId: string) =>
    eventually(() => collector.spans.find((span) => span.traceId === traceId && span.kind === SERVER));

  it('tells of a decision, below its caller’s span, with its steps in order', async () => {
    const { status } = await gate.ask(`/v1/decisions${PATIENT}`, {
      body: telling('event-kept'),
      headers: { traceparent: `00-${TRACE}-${SPAN}-01` },
    });
    expect(status).toBe(200);
    const request = await requestIn(TRACE);
    expect(request).toMatchObject({
      name: 'POST /v1/decisions',
      parentId: SPAN,
      service: 'gate-of-tests',
      failed: false,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/v1/decisions',
        'http.response.status_code': 200,
      },
    });
    const steps = collector.spans.filter(({ parentId }) => parentId === request.spanId);
    expect(steps.map(({ name, attributes }) => [name, attributes])).toEqual([
      [
        'safeward.decide',
        {
          'safeward.event.kind': 'message',
          'safeward.action': 'hold',
          'safeward.measures': 1,
          'safeward.practice': gate.server.practice,
        },
      ],
      ['safeward.commit', { 'safeward.recording': 'recorded' }],
    ]);
    const [decide, commit] = steps;
    if (decide === undefined || commit === undefined) throw new Error('a step is missing');
    // The steps are converted to wall-clock time one by one: a millisecond apart at most.
    const slack = 1_000_000n;
    expect(request.start <= decide.start + slack).toBe(true);
    expect(decide.end <= commit.start + slack).toBe(true);
    expect(commit.end <= request.end + slack).toBe(true);
  });

  it('tells of what was looked up of people', async () => {
    await gate.ask('/v1/facts', {
      body: {
        facts: [{ type: 'connected', accounts: ['ann-kept', 'ben-kept'], at: '2026-01-01T00:00:00Z' }],
      },
    });
    const event = () =>
      someEvent({ actor: { id: 'ann-kept' }, target: { id: 'ben-kept' }, relationship: {} });
    const found = await eventually(async () => {
      await gate.decide(event(), PATIENT);
      return named('safeward.people').find(({ attributes }) => attributes['safeward.missed'] === false);
    });
    expect(Object.keys(found.attributes)).toEqual(['safeward.missed']);
  });

  it('tells of a batch as one request, with every decision', async () => {
    const traceId = TRACE.replace('0af', '1af');
    await gate.ask('/v1/decisions/batch', {
      body: { events: [someEvent(), someEvent(), someEvent()] },
      headers: { traceparent: `00-${traceId}-${SPAN}-01` },
    });
    await requestIn(traceId);
    const of = collector.spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
    expect(of.filter((name) => name === 'safeward.decide').length).toBe(3);
    expect(of.filter((name) => name === 'safeward.commit').length).toBe(3);
  });

  it('leaves untraced what its caller does not trace, strangers, and what needs no key', async () => {
    const untraced = TRACE.replace('0af', '2af');
    await gate.ask('/v1/decisions', {
      body: someEvent(),
      headers: { traceparent: `00-${untraced}-${SPAN}-00` },
    });
    const stranger = connect(gate.url, '');
    expect((await stranger.decide(someEvent())).status).toBe(401);
    expect((await stranger.ask('/livez')).status).toBe(200);
    const traceId = TRACE.replace('0af', '3af');
    await gate.ask('/v1/decisions', { body: {}, headers: { traceparent: `00-${traceId}-${SPAN}-01` } });
    // It came last, so what came before would be here as well.
    expect(await requestIn(traceId)).toMatchObject({ attributes: { 'http.response.status_code': 422 } });
    expect(collector.spans.filter((span) => span.traceId === untraced)).toEqual([]);
    expect(named('GET /livez')).toEqual([]);
    expect(
      collector.spans.filter(({ attributes }) => attributes['http.response.status_code'] === 401),
    ).toEqual([]);
  });

  it('says of requests with a test key that they are', async () => {
    const { key } = await createKey(gate.server.database.pool, {
      name: 'tests',
      scopes: ['decide'],
      test: true,
    });
    const traceId = TRACE.replace('0af', '4af');
    await connect(gate.url, key).ask('/v1/decisions', {
      body: someEvent(),
      headers: { traceparent: `00-${traceId}-${SPAN}-01` },
    });
    expect((await requestIn(traceId)).attributes['safeward.test']).toBe(true);
  });

  it('tells of every try of a delivery, and its receiver of the trace', async () => {
    const body = { url: receiver.url, types: ['decision.held'], allow_private: true };
    expect((await gate.ask('/v1/webhooks', { body })).status).toBe(201);
    await gate.decide(telling('event-kept-2'));
    const first = await eventually(() => named('safeward.webhook')[0]);
    expect(first).toMatchObject({
      kind: CLIENT,
      parentId: null,
      failed: true,
      attributes: {
        'http.request.method': 'POST',
        'server.address': '127.0.0.1',
        'safeward.message.type': 'decision.held',
        'safeward.attempt': 1,
        'http.response.status_code': 500,
      },
    });
    expect(receiver.received[0]?.traceparent).toBe(`00-${first.traceId}-${first.spanId}-01`);
  });

  it('has sent nothing that people wrote and no id that a service gave', async () => {
    const { json } = await gate.decide(telling('event-kept-3'));
    await gate.ask(`/v1/decisions/${json.id}?whatever=query-kept`);
    await gate.ask('/v1/decisions?event=event-kept');
    await eventually(() => named('GET /v1/decisions').length > 0);
    expect(named('GET /v1/decisions/:id').length).toBe(1);
    const sent = collector.bodies.join('\n');
    expect(sent.match(/[\w-]*kept[\w-]*|secret[\w-]*/g)).toBeNull();
    for (const found of [json.id, gate.key, gate.key.split('_')[1]]) expect(sent).not.toContain(found);
    expect(collector.problems).toEqual([]);
  });
});

it('where traces cannot be sent, decisions are made all the same, and it is counted', async () => {
  const silent = await startCollector(() => true);
  // By chance none of these is traced; those that come with a trace are.
  const gate = await startTestServer(tracing(silent.endpoint, 1_000_000));
  try {
    for (let n = 0; n < 20; n++) await gate.decide(someEvent());
    const headers = { traceparent: `00-${TRACE}-${SPAN}-01` };
    await eventually(async () => {
      const asked = Array.from({ length: 50 }, () =>
        gate.ask('/v1/decisions', { body: someEvent(), headers }),
      );
      for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
      return silent.bodies.length > 0;
    });
    expect(new Set(silent.bodies.join('').match(/(?<="traceId":")\w+/g)).size).toBeLessThan(20);
    await silent.close();
    const failures = /^safeward_trace_export_failures_total ([1-9]\d*)$/m;
    await eventually(async () => failures.test((await gate.ask('/metrics')).text));
    expect((await gate.decide(someEvent())).status).toBe(200);
    expect(gate.logged()).toContain('traces cannot be exported; decisions go on without them');
  } finally {
    await gate.close();
  }
});

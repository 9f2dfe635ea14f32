import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someEvent, startTestServer, type TestServer } from '../test-kit/index.ts';

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer();
});
afterAll(() => gate.close());

/** By name with its labels, as they stand in the text. */
async function read(): Promise<Readonly<Record<string, number>>> {
  const { status, headers, text } = await gate.ask('/metrics');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/plain');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

const saying = (text: string) => someEvent({ content: { text } });

describe('the metrics', () => {
  it('move as decisions are made', async () => {
    const twice = saying('a free prize');
    for (const event of [saying('good morning'), twice, twice, saying('a limited offer, a free prize')])
      await gate.decide(event);
    await gate.decide({ ...twice, conversation: 'c' });
    await gate.decide({ ...twice, kind: 'massage' });
    const metrics = await read();
    // What is told of traces is told only where there are any.
    expect(Object.keys(metrics).filter((name) => name.startsWith('safeward_trace_'))).toEqual([]);
    expect(metrics).toMatchObject({
      'safeward_decisions_total{kind="message",action="allow",recording="recorded"}': 1,
      'safeward_decisions_total{kind="message",action="block",recording="recorded"}': 2,
      'safeward_measure_matches_total{measure="spam.prize",mode="enforce"}': 2,
      'safeward_measure_matches_total{measure="spam.soft",mode="enforce"}': 1,
      'safeward_measure_matches_total{measure="shadow.greeting",mode="shadow"}': 1,
      'safeward_decision_seconds_count{action="allow"}': 1,
      'safeward_decision_seconds_count{action="block"}': 2,
      'safeward_decision_seconds_bucket{le="+Inf",action="block"}': 2,
      'safeward_refused_total{code="idempotency_conflict"}': 1,
      'safeward_refused_total{code="invalid_event"}': 1,
      safeward_queue_depth: 0,
      safeward_spool_depth: 0,
    });
    expect(metrics['safeward_decision_seconds_sum{action="block"}']).toBeGreaterThan(0);
    expect(metrics.safeward_process_resident_memory_bytes).toBeGreaterThan(0);
  });
});

describe('the state of a server', () => {
  it.each([
    ['/livez', { alive: true }],
    ['/readyz', { ready: true, database: 'up', spooled: 0 }],
  ])('is told at %s', async (path, state) => {
    const { status, json } = await gate.ask(path);
    expect(status).toBe(200);
    expect(json).toMatchObject(state);
  });
});

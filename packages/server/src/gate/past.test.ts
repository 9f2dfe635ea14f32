import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { someEvent, startTestServer, type TestServer } from '../test-kit/index.ts';
import { decisionIdAt, type PastDecision, pastDecisions } from './past.ts';

let gate: TestServer;
const ids: string[] = [];
const began = Date.now();

beforeAll(async () => {
  gate = await startTestServer();
  for (const text of ['a', 'free prize', 'b', 'c', 'limited offer']) {
    const { json } = await gate.decide(someEvent({ content: { text } }));
    ids.push(json.id ?? '');
  }
});
afterAll(() => gate.close());

const ALL = { after: decisionIdAt(began), before: decisionIdAt(began + 3_600_000) };

function page(bounds: Partial<typeof ALL> = {}, limit = 100): Promise<readonly PastDecision[]> {
  return pastDecisions(gate.server.database.pool, { ...ALL, ...bounds }, limit);
}

async function recordOf(id: string | undefined): Promise<PastDecision | undefined> {
  return (await page()).find((record) => record.id === id);
}

const idsOf = (records: readonly PastDecision[]) => records.map(({ id }) => id);

describe('the past', () => {
  test('comes oldest first, page by page', async () => {
    const sorted = ids.toSorted();
    expect(idsOf(await page())).toEqual(sorted);
    const read: string[] = [];
    for (let after = ALL.after; ; after = read.at(-1) ?? '') {
      const next = idsOf(await page({ after }, 2));
      if (next.length === 0) break;
      expect(next.length).toBeLessThanOrEqual(2);
      read.push(...next);
    }
    expect(read).toEqual(sorted);
  });

  test('is bounded by time', async () => {
    expect(await page({ before: decisionIdAt(began - 1) })).toEqual([]);
    expect(await page({ after: decisionIdAt(Date.now() + 60_000) })).toEqual([]);
  });

  test('holds the answer, and the event where all of it was kept', async () => {
    const event = someEvent({ content: { text: 'a free prize' } });
    const { json } = await gate.decide(event);
    const record = await recordOf(json.id);
    expect(record).toMatchObject({ action: 'block', resolution: null });
    expect(JSON.parse(record?.event ?? '')).toEqual(event);
    expect(JSON.parse(record?.answer ?? '')).toMatchObject({ id: json.id, action: 'block' });
    expect(Math.abs((record?.decidedAt.getTime() ?? 0) - Date.now())).toBeLessThan(600_000);
  });

  test.each([
    ['whose content was not kept', { content: { text: 'good day' } }, false],
    ['whose context was not kept', { kind: 'contact_request', content: undefined, context: { a: 1 } }, false],
    ['that never had any', { kind: 'contact_request', content: undefined }, true],
  ] as const)('of an event %s', async (_, changes, isThere) => {
    const { content, ...event } = someEvent(changes as Parameters<typeof someEvent>[0]);
    const { json } = await gate.decide(content === undefined ? event : { ...event, content });
    expect(json.action).toBe('allow');
    const record = await recordOf(json.id);
    expect(record?.event === null ? null : JSON.parse(record?.event ?? '')).toEqual(isThere ? event : null);
  });

  test('holds the event as it was decided, with what was known of its people', async () => {
    const at = '2026-11-01T10:00:00Z';
    const fact = { type: 'age_changed', account: 'u7', age: { band: '13_15', assurance: 'verified' }, at };
    const told = await gate.ask('/v1/facts', { body: { facts: [fact] } });
    expect(told.status, told.text).toBe(200);
    const event = someEvent({ content: { text: 'a free prize' }, actor: { id: 'u7' } });
    const { json } = await gate.decide(event);
    const record = await recordOf(json.id);
    expect(JSON.parse(record?.event ?? '')).toMatchObject({
      ...event,
      actor: { id: 'u7', age: { band: '13_15', assurance: 'verified' } },
    });
  });

  test.each([
    ['release', { by: 'reviewer', outcome: 'release' }],
    ['refuse', { by: 'reviewer', outcome: 'refuse' }],
  ] as const)('tells how people ended a hold: %s', async (outcome, resolution) => {
    const child = { id: 'u3', age: { band: '13_15', assurance: 'declared' } } as const;
    const { json } = await gate.decide(someEvent({ target: child, relationship: { connected: false } }));
    expect(json.action).toBe('hold');
    const ended = await gate.ask(`/v1/decisions/${json.id}/resolution`, {
      body: { by: 'somebody', as: 'reviewer', outcome },
    });
    expect(ended.status).toBe(200);
    const record = (await page()).find(({ id }) => id === json.id);
    expect(record?.resolution).toEqual(resolution);
  });
});

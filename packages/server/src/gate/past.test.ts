import { canonicalHash } from '@safeward/engine';
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

  test('holds the answer, what was kept of the event, and the hash of the whole', async () => {
    const event = someEvent({ content: { text: 'a free prize' } });
    const { json } = await gate.decide(event);
    const [record] = await page({ after: decisionIdAt(began), before: `${json.id}~` }, 100).then((all) =>
      all.filter(({ id }) => id === json.id),
    );
    expect(record).toMatchObject({ action: 'block', resolution: null });
    expect(JSON.parse(record?.event ?? '')).toEqual(event);
    expect(JSON.parse(record?.answer ?? '')).toMatchObject({ id: json.id, action: 'block' });
    expect(`sha256:${record?.eventHash}`).toBe(canonicalHash(event));
    expect(Math.abs((record?.decidedAt.getTime() ?? 0) - Date.now())).toBeLessThan(600_000);
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

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually, freeze, someEvent, startTestServer, type TestServer } from '../test-kit/index.ts';

let gate: TestServer;
let frozen: ReturnType<typeof freeze> | undefined;
beforeAll(async () => {
  gate = await startTestServer({ queueCapacity: 5 });
});
afterEach(async () => {
  frozen?.thaw();
  await eventually(async () => {
    const { database, spooled } = (await gate.ask('/readyz')).json as { database?: string; spooled?: number };
    return database === 'up' && spooled === 0;
  });
});
afterAll(() => gate.close());

const hang = () => {
  frozen = freeze(gate.server.database.embedded?.pid ?? 0);
};

describe('more than can wait', () => {
  it('is refused at once with 429, and what waits is answered', async () => {
    hang();
    const events = Array.from({ length: 60 }, () => someEvent());
    const answers = await Promise.all(events.map((event) => gate.decide(event, '?deadline_ms=1000')));
    const refused = answers.filter(({ status }) => status === 429);
    const answered = answers.filter(({ status }) => status === 200);
    expect(refused.length + answered.length).toBe(60);
    expect(answered.length).toBeGreaterThanOrEqual(5);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, json } of refused) {
      expect(json).toMatchObject({ status: 429, code: 'overloaded' });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    for (const { json } of answered) expect(json).toMatchObject({ degraded: ['database'], record: null });
    expect((await gate.ask('/metrics')).text).toMatch(/^safeward_refused_total\{code="overloaded"\} [1-9]/m);
  });

  it('is taken when it is sent again', async () => {
    hang();
    const events = Array.from({ length: 40 }, () => someEvent());
    const answers = await Promise.all(events.map((event) => gate.decide(event, '?deadline_ms=500')));
    frozen?.thaw();
    for (const [n, event] of events.entries()) {
      const first = answers[n];
      const again = await eventually(async () => {
        const answer = await gate.decide(event);
        return answer.status === 200 ? answer : null;
      });
      if (first?.status === 200) expect(again.json.id).toBe(first.json.id);
      else expect(again.json.event).toBe(event.id);
    }
  });

  it('in a batch is refused event by event, and as a whole where there is room for none', async () => {
    hang();
    const batch = () => ({ events: Array.from({ length: 50 }, () => someEvent()) });
    const ask = () => gate.ask('/v1/decisions/batch?deadline_ms=3000', { body: batch() });
    const first = ask();
    const others = await Promise.all([ask(), ask(), ask()]);
    const { status, json } = await first;
    expect(status).toBe(200);
    const codes = new Set(json.decisions?.map(({ code, action }) => code ?? action));
    expect(codes).toEqual(new Set(['hold', 'overloaded']));
    const whole = others.filter((answer) => answer.status === 429);
    expect(whole.length).toBeGreaterThan(0);
    for (const { headers } of whole) expect(headers.get('retry-after')).toBe('1');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Body,
  type Client,
  connect,
  someEvent,
  startTestServer,
  type TestServer,
} from '../test-kit/index.ts';

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer();
});
afterAll(() => gate.close());

const stranger = (text = 'hello') =>
  someEvent({
    target: { id: 'kid', age: { band: '13_15' } },
    relationship: { connected: false },
    content: { text },
  });

/** What stays the same however often one asks. */
function standing(body: Partial<Body>): Partial<Body> {
  const { timing_ms: _timing, ...rest } = body;
  return rest;
}

const count = async () => {
  const { rows } = await gate.server.database.pool.query<{ n: number }>(
    'select count(*)::int as n from gate.decision',
  );
  return rows[0]?.n ?? Number.NaN;
};

describe('a decision', () => {
  it('is recorded when it is answered', async () => {
    const event = stranger();
    const { status, headers, json } = await gate.decide(event);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(json).toMatchObject({
      event: event.id,
      action: 'hold',
      until: 'recipient',
      record: { id: json.id },
    });
    expect(json.reasons?.map(({ measure }) => measure)).toEqual(['contact.unconnected']);
    expect(json.practice).toBe(gate.server.practice);
    expect(json.timing_ms?.total).toBeGreaterThan(0);
    const { rows } = await gate.server.database.pool.query<{
      id: string;
      action: string;
      measures: string[];
    }>('select id, action, measures from gate.decision where event_id = $1', [event.id]);
    expect(rows).toEqual([{ id: json.id, action: 'hold', measures: ['contact.unconnected'] }]);
  });

  it.each([
    ['allow: everything but what was written', someEvent(), false],
    ['the rest: all of it', stranger('secret word'), true],
  ])('keeps of an event what the practice says. %s', async (_name, event, whole) => {
    await gate.decide(event);
    const { rows } = await gate.server.database.pool.query<{ event: string; days: number }>(
      `select event, extract(day from keep_until - decided_at)::int as days from gate.decision where event_id = $1`,
      [event.id],
    );
    const { content: _content, ...rest } = event;
    expect(rows.map((row) => ({ ...row, event: JSON.parse(row.event) as unknown }))).toEqual([
      { event: whole ? event : rest, days: 30 },
    ]);
  });

  it('can be read by its id, as it was answered', async () => {
    const { json } = await gate.decide(stranger());
    const read = await gate.ask(`/v1/decisions/${json.id}`);
    expect(read.status).toBe(200);
    expect(read.json).toEqual(standing(json));
  });

  it.each(['dec_00000000000000000000000000', 'dec_1', 'x', 'x'.repeat(299), '%00', '%F0%9F%98%80', "'--"])(
    'of the id %s is not found',
    async (id) => {
      const { status, json } = await gate.ask(`/v1/decisions/${id}`);
      expect([status, json.code]).toEqual([404, 'decision_not_found']);
    },
  );
});

describe('the same event', () => {
  it('gets the same decision again', async () => {
    const event = stranger();
    const first = await gate.decide(event);
    const again = await gate.decide(event);
    expect(standing(again.json)).toEqual(standing(first.json));
  });

  it('is the same in another order of keys, other spacing, other escapes and other numbers for the same value', async () => {
    const event = { ...stranger('ab'), context: { n: 10, x: 'é' } };
    const first = await gate.decide(event);
    const reversed = JSON.stringify(Object.fromEntries(Object.entries(event).reverse()), null, 2)
      .replace('"ab"', '"\\u0061b"')
      .replace('"n": 10', '"n": 1e1');
    expect(reversed).not.toContain('"ab"');
    const again = await gate.decide(reversed);
    expect(standing(again.json)).toEqual(standing(first.json));
  });

  it('is another one where anything in it differs', async () => {
    const event = stranger();
    await gate.decide(event);
    for (const changes of [
      { content: { text: 'other' } },
      { at: '2026-11-24T10:00:01Z' },
      { conversation: 'c' },
    ]) {
      const { status, json } = await gate.decide({ ...event, ...changes });
      expect([status, json.code, json.pointer]).toEqual([422, 'idempotency_conflict', '/id']);
    }
  });

  it('is decided once where it comes fifty times at once', async () => {
    const event = stranger();
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 50 }, () => gate.decide(event)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ json }) => JSON.stringify(standing(json)))).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  it('is decided once where two different ones of its id come at once', async () => {
    const event = stranger();
    const other = { ...event, content: { text: 'other' } };
    const answers = await Promise.all([event, other, event, other].map((one) => gate.decide(one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 422, 422]);
  });

  describe('at two gates on one database', () => {
    let second: TestServer;
    let secondClient: Client;
    beforeAll(async () => {
      second = await startTestServer({ databaseUrl: gate.server.database.url });
      // The key was made by the first; the second finds it in the database.
      secondClient = connect(second.url, gate.key);
    });
    afterAll(() => second.close());

    it('is decided once, and both tell the same', async () => {
      const before = await count();
      const events = Array.from({ length: 40 }, () => stranger());
      const [here, there] = await Promise.all([
        // On a busy machine a second may pass: what is asked here is not how quick they are.
        Promise.all(events.map((event) => gate.decide(event, '?deadline_ms=60000'))),
        Promise.all(events.toReversed().map((event) => secondClient.decide(event, '?deadline_ms=60000'))),
      ]);
      expect(there.toReversed().map(({ json }) => standing(json))).toEqual(
        here.map(({ json }) => standing(json)),
      );
      expect(await count()).toBe(before + events.length);
    });

    it('is refused by the other where its body differs', async () => {
      const event = stranger();
      await gate.decide(event);
      const { status } = await secondClient.decide({ ...event, conversation: 'c' });
      expect(status).toBe(422);
    });

    it('makes no key and leaves the one there is', () => {
      expect(second.server.firstKey).toBeNull();
    });
  });
});

describe('a batch', () => {
  it('is answered in its order, one bad event among good ones', async () => {
    const good = [stranger(), someEvent(), someEvent({ content: { text: 'a free prize' } })];
    const events = [good[0], { ...someEvent(), kind: 'massage' }, good[1], good[2]];
    const { status, json } = await gate.ask('/v1/decisions/batch', { body: { events } });
    expect(status).toBe(200);
    expect(json.decisions?.map(({ action, code }) => action ?? code)).toEqual([
      'hold',
      'invalid_event',
      'allow',
      'block',
    ]);
    expect(json.decisions?.[1]).toMatchObject({ status: 422, pointer: '/events/1/kind' });
    for (const [n, event] of good.entries()) {
      const decided = json.decisions?.filter(({ action }) => action !== undefined)[n];
      expect((await gate.decide(event)).json.id).toBe(decided?.id);
    }
  });

  it('decides an event once that is in it twice, and refuses another of its id', async () => {
    const event = stranger();
    const { json } = await gate.ask('/v1/decisions/batch', {
      body: { events: [event, event, { ...event, conversation: 'c' }] },
    });
    const [first, second, third] = json.decisions ?? [];
    expect(second?.id).toBe(first?.id);
    expect(third?.code).toBe('idempotency_conflict');
  });

  it('of a hundred is recorded before it is answered', async () => {
    const before = await count();
    const events = Array.from({ length: 100 }, () => someEvent());
    const { json } = await gate.ask('/v1/decisions/batch', { body: { events } });
    expect(json.decisions?.every(({ record }) => record !== null)).toBe(true);
    expect(await count()).toBe(before + 100);
  });
});

describe('an explanation', () => {
  it('tells of every measure, and records nothing', async () => {
    const before = await count();
    const event = stranger('good morning');
    const { status, json } = await gate.ask('/v1/explain', { body: event });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      outcome: { event: event.id, action: 'hold', shadow: [{ measure: 'shadow.greeting' }] },
      trace: [
        { measure: 'contact.unconnected', result: 'matched' },
        { measure: 'shadow.greeting', mode: 'shadow', result: 'matched' },
        { measure: 'spam.prize', result: 'not_matched' },
        { measure: 'spam.soft', result: 'not_matched' },
      ],
    });
    expect(await count()).toBe(before);
    // The id is free still: the same one may be decided, with another body.
    expect((await gate.decide({ ...event, conversation: 'c' })).status).toBe(200);
  });

  it('has the outcome that the decision has', async () => {
    const event = someEvent({ content: { text: 'a limited offer and a free prize' } });
    const { json } = await gate.ask('/v1/explain', { body: event });
    const decision = standing((await gate.decide(event)).json);
    expect(decision).toMatchObject((json as { outcome: object }).outcome);
  });
});

describe('the list of decisions', () => {
  const people = ['list-a', 'list-b'];
  const decided: Partial<Body>[] = [];
  let middle = '';
  beforeAll(async () => {
    for (let n = 0; n < 12; n++) {
      if (n === 6) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        middle = new Date().toISOString();
      }
      const text = n % 3 === 0 ? 'a free prize, a limited offer' : 'hello';
      const actor = { id: people[n % 2] ?? '' };
      decided.push(standing((await gate.decide(someEvent({ actor, content: { text } }))).json));
    }
  });

  const list = async (query: string) => (await gate.ask(`/v1/decisions?${query}`)).json;
  const newestFirst = (keep: (n: number) => boolean) => decided.filter((_, n) => keep(n)).toReversed();

  it.each<[string, (n: number) => boolean]>([
    ['actor=list-a', (n) => n % 2 === 0],
    ['actor=list-a&action=block', (n) => n % 6 === 0],
    ['actor=list-b&action=allow', (n) => n % 2 === 1 && n % 3 !== 0],
    ['actor=list-a&measure=spam.soft', (n) => n % 6 === 0],
    ['actor=list-a&measure=spam', () => false],
    ['actor=nobody', () => false],
  ])('by %s', async (query, keep) => {
    expect(await list(query)).toEqual({ decisions: newestFirst(keep), next: null });
  });

  it('by time', async () => {
    const at = encodeURIComponent(middle);
    const since = await list(`actor=list-a&since=${at}`);
    expect(since.decisions).toEqual(newestFirst((n) => n % 2 === 0 && n >= 6));
    const until = await list(`actor=list-a&until=${at}`);
    expect(until.decisions).toEqual(newestFirst((n) => n % 2 === 0 && n < 6));
    const between = await list(`actor=list-a&since=${at}&until=${at}`);
    expect(between.decisions).toEqual([]);
  });

  it.each([1, 2, 5, 6, 7])('page by page of %d, each once', async (limit) => {
    const pages: (readonly Body[])[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(`actor=list-b&limit=${limit}${cursor && `&cursor=${cursor}`}`);
      pages.push(page.decisions ?? []);
      cursor = page.next ?? null;
    }
    expect(pages.flat()).toEqual(newestFirst((n) => n % 2 === 1));
    expect(pages.map((page) => page.length)).toEqual(
      Array.from({ length: Math.ceil(6 / limit) }, (_, n) => Math.min(limit, 6 - n * limit)),
    );
  });

  it('page by page while new ones are made', async () => {
    const first = await list('actor=list-a&limit=4');
    await gate.decide(someEvent({ actor: { id: 'list-a' } }));
    const second = await list(`actor=list-a&limit=4&cursor=${first.next}`);
    expect([...(first.decisions ?? []), ...(second.decisions ?? [])]).toEqual(
      newestFirst((n) => n % 2 === 0),
    );
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['limit=ten', '/limit'],
    ['limit=', '/limit'],
    ['action=forbid', '/action'],
    ['action=allow&action=block', '/action'],
    ['since=yesterday', '/since'],
    ['since=2026-11-24T10:00:00', '/since'],
    ['until=2026-12-31T23:59:60Z', '/until'],
    ['cursor=%00', '/cursor'],
    ['actor=', '/actor'],
    ['actor=a%00b', '/actor'],
    ['actors=u1', '/actors'],
    ['a%2Fb=1', '/a~1b'],
  ])('is refused for %s', async (query, pointer) => {
    const { status, json } = await gate.ask(`/v1/decisions?${query}`);
    expect([status, json.code, json.pointer]).toEqual([400, 'invalid_query', pointer]);
  });
});

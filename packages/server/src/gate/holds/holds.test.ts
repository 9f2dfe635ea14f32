import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../platform/keys/index.ts';
import { createLog } from '../../platform/log/log.ts';
import { connect, eventually, someEvent, startTestServer, type TestServer } from '../../test-kit/index.ts';
import { findByEvents, upsertDecisions } from '../store.ts';
import { startHoldClock } from './clock.ts';
import { HELD_UNTIL, type HeldUntil, mayEnd, ROLES } from './hold.ts';
import { HOLDING_PRACTICE } from './practice.test-kit.ts';

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer({ practiceFiles: HOLDING_PRACTICE });
});
afterAll(() => gate.close());

const pool = () => gate.server.database.pool;

/** A decision that waits for somebody. */
async function held(wait: HeldUntil, changes: Parameters<typeof someEvent>[0] = {}) {
  const event = someEvent({ context: { wait }, ...changes });
  const { json } = await gate.decide(event);
  expect(json.action).toBe('hold');
  return { event, id: json.id ?? '' };
}

const word = (changes: object = {}) => ({ by: 'u2', as: 'reviewer', outcome: 'release', ...changes });
const end = (id: string, body: object) => gate.ask(`/v1/decisions/${id}/resolution`, { body });

const resolutionOf = (json: object) => (json as { resolution?: object }).resolution;

/** What was told of one event, oldest first. */
async function told(event: string) {
  const { rows } = await pool().query<{ type: string; data: string }>(
    'select type, data from outbox.message where subject = $1 order by xid, number',
    [event],
  );
  return rows.map(({ type, data }) => ({ type, data: JSON.parse(data) as object }));
}

describe('a hold is ended', () => {
  test.each(HELD_UNTIL.flatMap((until) => ROLES.map((as) => [until, as] as const)))(
    'that waits for %s, by the %s or not',
    async (until, as) => {
      const soon = { at: new Date().toISOString() };
      const { id } = await held(until, soon);
      const { status, json } = await end(id, word({ as }));
      const entitled = mayEnd(until).includes(as);
      expect([status, json.code]).toEqual(entitled ? [200, undefined] : [409, 'not_entitled']);
      const waiting = await pool().query('select 1 from gate.hold where decision = $1', [id]);
      expect(waiting.rowCount).toBe(entitled ? 0 : 1);
    },
  );

  test('and the decision shows how, beside what was answered', async () => {
    const { id, event } = await held('recipient');
    const before = await gate.ask(`/v1/decisions/${id}`);
    const said = word({ as: 'recipient', outcome: 'refuse', note: 'not somebody I know' });
    const { json } = await end(id, said);
    const after = await gate.ask(`/v1/decisions/${id}`);
    expect(json).toMatchObject({ decision: id, resolution: said });
    expect(after.json).toEqual({ ...before.json, resolution: resolutionOf(json) });
    expect((await gate.decide(event)).json).toMatchObject({ id, action: 'hold' });
  });

  test('once: the same word again is the same, another is refused', async () => {
    const { id, event } = await held('guardian');
    const first = await end(id, word({ as: 'guardian' }));
    const again = await end(id, word({ as: 'guardian' }));
    expect([again.status, again.text]).toEqual([200, first.text]);
    for (const other of [word(), word({ as: 'guardian', note: 'x' }), word({ outcome: 'refuse' })]) {
      const { status, json } = await end(id, other);
      expect([status, json.code]).toEqual([409, 'hold_ended']);
    }
    expect((await told(event.id)).map(({ type }) => type)).toEqual(['decision.held', 'decision.released']);
  });

  test('by one of two who speak at once', async () => {
    for (let n = 0; n < 8; n++) {
      const { id, event } = await held('recipient');
      const answers = await Promise.all([
        end(id, word({ as: 'recipient', outcome: 'release' })),
        end(id, word({ as: 'guardian', outcome: 'refuse' })),
      ]);
      const won = answers.find(({ status }) => status === 200);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { json } = await gate.ask(`/v1/decisions/${id}`);
      expect(won && resolutionOf(won.json)).toEqual(resolutionOf(json));
      expect(await told(event.id)).toHaveLength(2);
    }
  });

  test('not where there is none', async () => {
    const { json: allowed } = await gate.decide(someEvent());
    const cases = [
      [await end('dec_00000000000000000000000000', word()), 404, 'decision_not_found'],
      [await end('what', word()), 404, 'decision_not_found'],
      [await end(allowed.id ?? '', word()), 409, 'not_held'],
    ] as const;
    for (const [{ status, json }, expected, code] of cases)
      expect([status, json.code]).toEqual([expected, code]);
  });

  test.each([
    [{ as: 'reviewer', outcome: 'release' }, '/by'],
    [word({ outcome: 'expired' }), '/outcome'],
    [word({ as: 'clock' }), '/as'],
    [word({ note: 'a\0b' }), '/note'],
    [word({ why: 'x' }), '/why'],
  ])('not by %j', async (body, pointer) => {
    const { id } = await held('recipient');
    const { status, json } = await end(id, body);
    expect([status, json.pointer]).toEqual([422, pointer]);
  });

  test('by a reviewer only with a key that may', async () => {
    const { id } = await held('recipient');
    const { key } = await createKey(pool(), { name: 'chat', scopes: ['resolve'] });
    const chat = connect(gate.url, key);
    const asReviewer = await chat.ask(`/v1/decisions/${id}/resolution`, { body: word() });
    expect([asReviewer.status, asReviewer.json.code]).toEqual([403, 'lacks_scope']);
    const asRecipient = await chat.ask(`/v1/decisions/${id}/resolution`, { body: word({ as: 'recipient' }) });
    expect(asRecipient.status).toBe(200);
  });
});

describe('what is held', () => {
  test('is listed with who has waited longest first, page by page', async () => {
    const actor = { id: 'lister', age: { band: 'adult' as const } };
    const since = new Date().toISOString();
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push((await held('guardian', { actor })).id);
    await end(ids[1] ?? '', word());
    const left = ids.filter((_, n) => n !== 1);
    const seen: (string | undefined)[] = [];
    let cursor = '';
    do {
      const query = `?until=guardian&measure=held.guardian&limit=3${cursor && `&cursor=${cursor}`}`;
      const { json } = await gate.ask(`/v1/held${query}`);
      const page = json as unknown as { held: { id: string }[]; next: string | null };
      seen.push(...page.held.map(({ id }) => id));
      cursor = page.next ?? '';
    } while (cursor !== '');
    expect(seen.filter((id) => ids.includes(id ?? ''))).toEqual(left);
    expect(seen).toEqual(seen.toSorted());
    const older = await gate.ask(`/v1/held?until=guardian&before=${since}`);
    expect(older.status).toBe(200);
    for (const id of ids) expect(older.text).not.toContain(id);
    const others = await gate.ask('/v1/held?measure=held.reviewer');
    for (const id of ids) expect(others.text).not.toContain(id);
  });

  test.each(['until=nobody', 'cursor=x', 'before=yesterday', 'measure=%00', 'unknown=1'])(
    'is not found by %s',
    async (query) => {
      const { status, json } = await gate.ask(`/v1/held?${query}`);
      expect([status, json.code]).toEqual([400, 'invalid_query']);
    },
  );

  test('is told once, in the transaction of its record; what is allowed is not', async () => {
    const allowed = someEvent();
    const { event, id } = await held('recipient');
    await gate.decide(event);
    await gate.decide(allowed);
    expect(await told(allowed.id)).toEqual([]);
    const [message, ...more] = await told(event.id);
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      type: 'decision.held',
      data: { decision: id, event: event.id, until: 'recipient', measures: ['held.recipient'] },
    });
    expect(JSON.stringify(message)).not.toContain(event.content?.text);
  });

  test('many at once with what is allowed, each is told once', async () => {
    const events = Array.from({ length: 60 }, (_, n) =>
      someEvent(n % 3 === 0 ? { context: { wait: 'reviewer' } } : {}),
    );
    const { json } = await gate.ask('/v1/decisions/batch', { body: { events } });
    expect((json as { decisions?: unknown[] }).decisions).toHaveLength(60);
    const counts = await Promise.all(events.map(async ({ id }) => (await told(id)).length));
    expect(counts).toEqual(events.map((_, n) => (n % 3 === 0 ? 1 : 0)));
  });

  test('and recorded again from the spool, is told once and not held again after its end', async () => {
    const { event, id } = await held('recipient');
    const [known] = await findByEvents(pool(), [event.id]);
    const again = {
      id,
      eventId: event.id,
      eventHash: known?.eventHash ?? '',
      decidedAt: Date.now(),
      kind: event.kind,
      actor: event.actor.id,
      action: 'hold' as const,
      measures: ['held.recipient'],
      answer: known?.answer ?? '',
      event: null,
      keepUntil: Date.now() + 1e6,
    };
    expect(await upsertDecisions(pool(), [again])).toEqual(new Set([id]));
    expect(await told(event.id)).toHaveLength(1);
    await end(id, word());
    expect(await upsertDecisions(pool(), [again])).toEqual(new Set([id]));
    const waiting = await pool().query('select 1 from gate.hold where decision = $1', [id]);
    expect(waiting.rowCount).toBe(0);
    expect(await told(event.id)).toHaveLength(2);
  });
});

describe('a hold until a moment', () => {
  test('is ended by the clock, once, however many clocks there are', async () => {
    const others = [1, 2].map(() => startHoldClock(pool(), SILENT, 20));
    // Its minute is over in a second.
    const at = new Date(Date.now() - 59_000).toISOString();
    const several = await Promise.all([1, 2, 3].map(() => held('time', { at })));
    const later = await held('time', { at: new Date().toISOString() });
    const resolutions = await eventually(async () => {
      const found = await Promise.all(several.map(({ id }) => gate.ask(`/v1/decisions/${id}`)));
      const ended = found.map(({ json }) => resolutionOf(json));
      return ended.includes(undefined) ? null : ended;
    });
    for (const resolution of resolutions)
      expect(resolution).toMatchObject({ by: 'clock', as: 'clock', outcome: 'expired' });
    for (const { event } of several)
      expect((await told(event.id)).map(({ type }) => type)).toEqual(['decision.held', 'decision.released']);
    expect(await told(later.event.id)).toHaveLength(1);
    const [first] = several;
    const { status, json } = await end(first?.id ?? '', word());
    expect([status, json.code]).toEqual([409, 'hold_ended']);
    for (const clock of others) await clock.stop();
  });
});

const SILENT = createLog('silent');

describe('a service', () => {
  test('is told of holds and of their end, and can check who tells', async () => {
    const received: { headers: Record<string, string>; body: string }[] = [];
    const hook = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        received.push({ headers: request.headers as Record<string, string>, body });
        response.writeHead(204).end();
      });
    }).listen(0, '127.0.0.1');
    await once(hook, 'listening');
    const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
    const types = ['decision.held', 'decision.refused'];
    const made = await gate.ask('/v1/webhooks', { body: { url, types, allow_private: true } });
    const { secret } = made.json as { secret?: string };

    const { id, event } = await held('guardian');
    await end(id, word({ as: 'guardian', outcome: 'refuse' }));
    const about = await eventually(() => {
      const ours = received.filter(({ body }) => body.includes(id));
      return ours.length === 2 ? ours : null;
    });
    hook.closeAllConnections();
    hook.close();
    const verified = about.map(({ body, headers }) => new Webhook(secret ?? '').verify(body, headers));
    expect(verified).toMatchObject([
      { type: 'decision.held', data: { decision: id, event: event.id, until: 'guardian' } },
      { type: 'decision.refused', data: { decision: id, resolution: { as: 'guardian', outcome: 'refuse' } } },
    ]);
  });
});

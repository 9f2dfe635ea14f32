import { parseEvent } from '@safeward/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completed, type Fact, type Known } from '../people/index.ts';
import {
  connect,
  eventually,
  freeze,
  someEvent,
  startTestServer,
  type TestServer,
} from '../test-kit/index.ts';

/** Two processes on one database, as far as it sees them. */
let gate: TestServer;
let other: TestServer;
beforeAll(async () => {
  gate = await startTestServer();
  other = await startTestServer({ databaseUrl: gate.server.database.url });
});
afterAll(async () => {
  await other.close();
  await gate.close();
});

const AT = '2026-01-01T00:00:00Z';
const tell = (...facts: Fact[]) => gate.ask('/v1/facts', { body: { facts } });
const age = (account: string, band: 'adult' | '13_15', at = AT): Fact => ({
  type: 'age_changed',
  account,
  age: { band },
  at,
});

/** An event of which the service says nothing but who. */
function bare(actor: string, target: string) {
  const { relationship: _relationship, ...event } = someEvent({
    actor: { id: actor },
    target: { id: target },
  });
  return event;
}
const otherGate = () => connect(other.url, gate.key);

async function recordOf(event: string) {
  const { rows } = await gate.server.database.pool.query<{
    known: string | null;
    event: string | null;
    event_hash: string;
  }>(`select known, event, encode(event_hash, 'hex') as event_hash from gate.decision where event_id = $1`, [
    event,
  ]);
  return rows[0];
}

describe('an event that leaves out who its people are', () => {
  test('is decided with what was told of them, from the next decision on and in every process', async () => {
    const before = await otherGate().decide(bare('stranger', 'kid'));
    expect(before.json.action).toBe('allow');
    const { status, json } = await tell(age('kid', '13_15'), age('stranger', 'adult'), {
      type: 'disconnected',
      accounts: ['kid', 'stranger'],
      at: AT,
    });
    expect([status, json]).toEqual([200, { taken: 3 }]);
    for (const one of [otherGate(), gate]) {
      const { json: decided } = await one.decide(bare('stranger', 'kid'));
      expect(decided).toMatchObject({ action: 'hold', until: 'recipient' });
      expect(decided.degraded).toBeUndefined();
    }
    await tell({ type: 'connected', accounts: ['stranger', 'kid'], at: '2026-01-02T00:00:00Z' });
    for (const one of [otherGate(), gate])
      expect((await one.decide(bare('stranger', 'kid'))).json.action).toBe('allow');
  });

  test('stands as it was sent where it says something itself', async () => {
    await tell(age('grown', '13_15'));
    const event = { ...bare('stranger', 'grown'), target: { id: 'grown', age: { band: 'adult' as const } } };
    expect((await gate.decide({ ...event, relationship: { connected: false } })).json.action).toBe('allow');
  });

  test('gets the same decision again, also when more has become known since', async () => {
    await tell(age('teen', '13_15'), { type: 'disconnected', accounts: ['teen', 'uncle'], at: AT });
    const event = bare('uncle', 'teen');
    const first = await gate.decide(event);
    await tell({ type: 'connected', accounts: ['uncle', 'teen'], at: '2026-01-02T00:00:00Z' });
    for (const one of [gate, otherGate()]) {
      const { json } = await one.decide(event);
      expect(json).toMatchObject({ id: first.json.id, action: 'hold' });
    }
  });

  test('is recorded with what was filled in, and can be completed again', async () => {
    const event = bare('sender', 'receiver');
    await tell(age('receiver', '13_15'), { type: 'disconnected', accounts: ['receiver', 'sender'], at: AT });
    await gate.decide(event);
    const sound = { ...event, id: `${event.id}-sound`, actor: { id: 'unheard' }, target: { id: 'of' } };
    await gate.decide(sound);
    const record = await recordOf(event.id);
    expect(JSON.parse(record?.event ?? '')).toMatchObject({
      actor: { id: 'sender' },
      target: { id: 'receiver' },
    });
    const kept = parseEvent(JSON.parse(record?.event ?? ''));
    const known = JSON.parse(record?.known ?? '') as Known;
    expect(kept.ok && completed(kept.value, known)).toMatchObject({
      target: { age: { band: '13_15' } },
      relationship: { connected: false },
    });
    expect((await recordOf(sound.id))?.known).toBeNull();
  });

  test('is explained as it would be decided', async () => {
    await tell(age('small', '13_15'), { type: 'disconnected', accounts: ['small', 'big'], at: AT });
    const { json } = await gate.ask('/v1/explain', { body: bare('big', 'small') });
    expect(json).toMatchObject({ outcome: { action: 'hold' } });
  });

  test('is completed among many at once', async () => {
    const pairs = Array.from({ length: 80 }, (_, n) => [`a${n}`, `b${n}`] as const);
    await tell(
      ...pairs.flatMap(([a, b], n): Fact[] =>
        n % 2 === 0 ? [age(b, '13_15'), { type: 'disconnected', accounts: [a, b], at: AT }] : [],
      ),
    );
    const events = pairs.map(([a, b]) => bare(a, b));
    const { json } = await gate.ask('/v1/decisions/batch', { body: { events } });
    const { decisions } = json as unknown as { decisions: { action: string }[] };
    expect(decisions.map(({ action }) => action)).toEqual(
      pairs.map((_, n) => (n % 2 === 0 ? 'hold' : 'allow')),
    );
  });
});

describe('facts', () => {
  test.each([
    [{ facts: [{ type: 'connected', accounts: ['a'], at: AT }] }, 422, '/facts/0/accounts'],
    [{ facts: [{ type: 'deleted', account: 'a\0', at: AT }] }, 422, '/facts/0/account'],
    [{ facts: [] }, 422, '/facts'],
    [{ facts: [{ type: 'blocked', by: 'a', whom: 'b', at: 'now' }] }, 422, '/facts/0/at'],
  ])('%j are refused', async (body, expected, pointer) => {
    const { status, json } = await gate.ask('/v1/facts', { body });
    expect([status, json.pointer]).toEqual([expected, pointer]);
  });
});

describe('while the database is away', () => {
  test('an event is decided without what is known, says so, and follows on_failure', async () => {
    await tell(age('child', '13_15'), { type: 'disconnected', accounts: ['child', 'adult'], at: AT });
    const recent = bare('adult', 'child');
    const decided = await gate.decide(recent);
    const pid = gate.server.database.embedded?.pid ?? 0;
    const frozen = freeze(pid);
    try {
      const asked = await Promise.all([
        gate.decide(bare('adult', 'child'), '?deadline_ms=600'),
        gate.decide({ ...bare('adult', 'child'), kind: 'post' }, '?deadline_ms=600'),
        gate.decide(someEvent({ ...SAYS_ALL }), '?deadline_ms=600'),
        gate.decide(recent, '?deadline_ms=600'),
      ]);
      const [message, post, complete, again] = asked.map(({ json }) => json);
      expect(message).toMatchObject({ action: 'hold', until: 'reviewer', degraded: ['people', 'database'] });
      expect(post).toMatchObject({ action: 'allow', degraded: ['people', 'database'] });
      expect(complete).toMatchObject({ degraded: ['database'] });
      expect(again).toMatchObject({ id: decided.json.id, action: 'hold', until: 'recipient' });
    } finally {
      frozen.thaw();
    }
    await eventually(async () => {
      const { json } = await gate.ask('/readyz');
      return (json as { spooled?: number; database?: string }).database === 'up';
    });
    const { json } = await gate.decide(bare('adult', 'child'));
    expect(json).toMatchObject({ action: 'hold', until: 'recipient' });
  });
});

const SAYS_ALL = {
  actor: { id: 'x', age: { band: 'adult' as const }, created_at: AT },
  target: { id: 'y', age: { band: 'adult' as const }, created_at: AT },
  relationship: { connected: true, blocked: false },
};

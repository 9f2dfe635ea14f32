import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../platform/keys/index.ts';
import { connect, freeze, someEvent, startTestServer, type TestServer } from '../test-kit/index.ts';

const PRIZE = { text: 'a free prize, good morning' };
const prize = () => someEvent({ content: PRIZE });
/** Held by the test practice until the recipient says yes. */
const stranger = () =>
  someEvent({
    target: { id: 'c1', age: { band: '13_15', assurance: 'declared' } },
    relationship: { connected: false },
  });

async function counted(gate: TestServer, pattern: RegExp): Promise<readonly string[]> {
  const { text } = await gate.ask('/metrics');
  return text.split('\n').filter((line) => pattern.test(line));
}

describe('a key in shadow', () => {
  let gate: TestServer;
  let quiet: ReturnType<typeof connect>;
  beforeAll(async () => {
    gate = await startTestServer();
    const { pool } = gate.server.database;
    const { key } = await createKey(pool, { name: 'quiet', scopes: ['decide'], shadow: true });
    quiet = connect(gate.url, key);
  });
  afterAll(() => gate.close());

  it('is always told to allow, with all that would have been, and that is recorded', async () => {
    const { json } = await quiet.decide(stranger());
    expect(json).toMatchObject({
      action: 'allow',
      reasons: [],
      shadow: [{ measure: 'contact.unconnected', action: 'hold' }],
      effects: [],
      would: { action: 'hold', until: 'recipient', measures: ['contact.unconnected'] },
    });
    for (const field of ['until', 'tell', 'limits']) expect(json).not.toHaveProperty(field);
    expect((await gate.ask(`/v1/decisions/${json.id}`)).json).toMatchObject({
      action: 'allow',
      would: { action: 'hold' },
    });
  });

  it('is kept as what it would have been, so that it can be looked at and decided again', async () => {
    const { pool } = gate.server.database;
    const kept = async (event: ReturnType<typeof someEvent>) => {
      const { json } = await quiet.decide(event);
      const { rows } = await pool.query<{ event: string }>('select event from gate.decision where id = $1', [
        json.id,
      ]);
      return JSON.parse(rows[0]?.event ?? 'null') as Partial<typeof event>;
    };
    const waits = stranger();
    expect(await kept(waits)).toEqual(waits);
    const blocked = prize();
    expect(await kept(blocked)).toEqual(blocked);
    const passes = someEvent();
    const { content: _content, ...rest } = passes;
    expect(await kept(passes)).toEqual(rest);
  });

  it('tells measures in shadow as well, and those that would have acted apart', async () => {
    const { json } = await quiet.decide(prize());
    expect(json.shadow?.map(({ measure }) => measure)).toEqual(['spam.prize', 'shadow.greeting']);
    expect(json).toMatchObject({ would: { action: 'block', measures: ['spam.prize'] } });
  });

  it('is so in a batch, each time', async () => {
    const event = prize();
    const { json } = await quiet.ask('/v1/decisions/batch', { body: { events: [event, stranger()] } });
    expect(json.decisions?.map(({ action }) => action)).toEqual(['allow', 'allow']);
    expect((await quiet.decide(event)).json).toMatchObject({ id: json.decisions?.[0]?.id, action: 'allow' });
  });

  it('does not change what other keys are told', async () => {
    expect((await gate.decide(prize())).json).toMatchObject({ action: 'block' });
    expect((await gate.decide(prize())).json).not.toHaveProperty('would');
  });

  it('gets the decision that an event has already: it has one only', async () => {
    const event = prize();
    const first = (await gate.decide(event)).json;
    expect((await quiet.decide(event)).json).toMatchObject({ id: first.id, action: 'block' });
  });

  it('is counted apart', async () => {
    const before = await counted(gate, /^safeward_decisions_total/);
    await quiet.decide(prize());
    expect(await counted(gate, /^safeward_decisions_total/)).toEqual(before);
    expect(await counted(gate, /^safeward_shadow_decisions_total{.*would="block"/)).toHaveLength(1);
  });

  it('is told to allow also where the database is away and the practice is closed', async () => {
    const pid = gate.server.database.embedded?.pid ?? 0;
    const frozen = freeze(pid);
    const event = someEvent();
    try {
      const { json } = await quiet.decide(event, '?deadline_ms=400');
      expect(json).toMatchObject({
        action: 'allow',
        record: null,
        degraded: ['database'],
        would: { action: 'hold', until: 'reviewer', measures: ['on_failure'] },
      });
    } finally {
      frozen.thaw();
    }
  });
});

describe('a gate in shadow', () => {
  let gate: TestServer;
  beforeAll(async () => {
    gate = await startTestServer({ shadow: true });
  });
  afterAll(() => gate.close());

  it('allows everything, whatever the key', async () => {
    expect((await gate.decide(prize())).json).toMatchObject({ action: 'allow', would: { action: 'block' } });
    expect((await gate.decide(someEvent())).json).toMatchObject({
      action: 'allow',
      would: { action: 'allow', measures: [] },
    });
  });

  it('explains what would be decided', async () => {
    const { json } = await gate.ask('/v1/explain', { body: prize() });
    expect(json).toMatchObject({ outcome: { action: 'block' } });
  });
});

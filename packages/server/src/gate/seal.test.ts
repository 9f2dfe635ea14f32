import { leafHash, parseLeaf, verifyParts } from '@safeward/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, someEvent, startTestServer, type TestServer } from '../test-kit/index.ts';
import { sealedDecisions } from './sealed.ts';
import { decodeLine, encodeLine } from './spool/line.ts';
import { upsertDecisions } from './store.ts';

const PRACTICE = `
practice: sealing
version: 1.0.0
keep: { allow: signals, nudge: none, otherwise: content, days: 30 }
measures:
  - { id: wait, title: Waits, when: "text.contains('wait')", do: hold, until: reviewer }
  - { id: nudge, title: Nudges, when: "text.contains('nudge')", do: nudge, tell: { actor: Mind. } }
`;

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer({ practiceFiles: [{ path: 'practice.yaml', text: PRACTICE }] });
});
afterAll(() => gate.close());
const pool = () => gate.server.database.pool;

const saying = (text: string) =>
  someEvent({
    content: { text },
    audience: { kind: 'group', id: 'g7', members: [{ id: 'u3', age: { band: '13_15' } }] },
    conversation: 'c9',
  });
const leafOf = (json: unknown) => (json as { record: { leaf: string } }).record.leaf;

async function sealed(id: string | undefined) {
  const [found] = await sealedDecisions(pool(), { ids: [id ?? ''] }, 1);
  if (found === undefined) throw new Error(`${id} is not there`);
  return found;
}

async function loggedLeaves(): Promise<readonly string[]> {
  const { rows } = await pool().query<{ entries: string }>(
    'select entries from leaves.batch where entries is not null order by number',
  );
  return rows.flatMap(({ entries }) => entries.split('\n'));
}

describe('a decision', () => {
  it.each(['hello', 'wait', 'nudge'])('on “%s” has a leaf that its record makes again', async (text) => {
    const { json } = await gate.decide(saying(text));
    const { leaf, remade, parts, salts } = await sealed(json.id);
    expect([leaf, remade.leaf]).toEqual([leafOf(json), leafOf(json)]);
    expect(leafHash(Buffer.from(remade.entry)).toString('hex')).toBe(leaf);
    const read = parseLeaf(remade.entry);
    if (!read.ok) throw new Error(read.detail);
    expect(read.value).toMatchObject({ type: 'decision', record: json.id });
    expect(json.practice).toContain(read.value.practice);
    const shown = parts.map(([name, part], n) => [
      name,
      { salt: salts.slice(n * 22, n * 22 + 22), text: part },
    ]);
    expect(verifyParts(read.value, Object.fromEntries(shown))).toEqual({ ok: true, value: [] });
  });

  it('is told the same leaf by whoever asks, again or later', async () => {
    const event = saying('hello');
    const { json } = await gate.decide(event);
    const again = await gate.decide(event);
    const read = await gate.ask(`/v1/decisions/${json.id}`);
    const list = await gate.ask(`/v1/decisions?actor=${event.actor.id}&limit=1`);
    expect([again.json, read.json, list.json.decisions?.[0]].map(leafOf)).toEqual(
      Array(3).fill(leafOf(json)),
    );
  });

  it('has ids of people in one part, and what they wrote in another', async () => {
    const { json } = await gate.decide(saying('wait for me'));
    const parts = Object.fromEntries((await sealed(json.id)).parts);
    expect(JSON.parse(parts.people ?? '')).toMatchObject({
      actor: 'u1',
      target: 'u2',
      conversation: 'c9',
      group: 'g7',
      members: ['u3'],
    });
    expect(parts.content).toContain('wait for me');
    for (const id of ['u1', 'u2', 'u3', 'c9', 'g7', 'wait for me'])
      expect(parts.event).not.toContain(`"${id}"`);
    expect(JSON.parse(parts.event ?? '')).toMatchObject({
      audience: { members: [{ age: { band: '13_15' } }] },
    });
  });

  it('altered by hand has another leaf than the one that was committed', async () => {
    const { json } = await gate.decide(saying('hello'));
    await pool().query(
      `update gate.decision set answer = replace(answer, '"allow"', '"block"') where id = $1`,
      [json.id],
    );
    const { leaf, remade } = await sealed(json.id);
    expect(leaf).toBe(leafOf(json));
    expect(remade.leaf).not.toBe(leaf);
  });
});

describe('the log', () => {
  it('has one leaf for each decision, however often its record is sent', async () => {
    const { json } = await gate.decide(saying('hello'));
    const record = {
      id: `dec_${'0'.repeat(26)}`,
      eventId: 'spooled-1',
      eventHash: 'ab'.repeat(32),
      decidedAt: 1_790_000_000_000,
      kind: 'message',
      actor: 'u1',
      action: 'allow',
      measures: [],
      answer: JSON.stringify({ id: `dec_${'0'.repeat(26)}`, practice: json.practice }),
      event: null,
      known: null,
      keepUntil: 4_000_000_000_000,
    } as const;
    // As a line of a spool that is older than the log.
    const line = decodeLine(encodeLine(record).toString().trimEnd());
    if (line === null) throw new Error('the line is damaged');
    await upsertDecisions(pool(), [line]);
    const { leaf, remade } = await sealed(record.id);
    expect(remade.leaf).toBe(leaf);
    const stored = { ...record, seal: await sealOf(record.id), entry: remade.entry };
    await upsertDecisions(pool(), [stored]);
    await upsertDecisions(pool(), [stored]);
    const leaves = await eventually(async () => {
      const all = await everyLeaf(record.id);
      return all.length > 0 ? all : null;
    });
    expect(leaves).toEqual([remade.entry]);
  });
});

async function sealOf(id: string): Promise<string> {
  const { rows } = await pool().query<{ seal: string }>('select seal from gate.decision where id = $1', [id]);
  return rows[0]?.seal ?? '';
}

async function everyLeaf(record: string): Promise<readonly string[]> {
  return (await loggedLeaves()).filter((entry) => entry.includes(record));
}

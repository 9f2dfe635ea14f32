import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../platform/log/log.ts';
import { startRemoving } from '../platform/removal/index.ts';
import { eventually, someEvent, startTestServer, type TestServer } from '../test-kit/index.ts';
import { keeping, removeDue as removeDueBy } from './keep.ts';

const KEEPING = `
practice: keeping
version: 1.0.0
keep: { otherwise: content, days: 30 }
measures:
  - { id: wait, title: Waits, when: "context.wait == true", do: hold, until: guardian }
  - id: proof
    title: Is evidence
    when: context.proof == true
    do: block
    effects: [{ preserve: evidence }]
`;

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer({
    practiceFiles: [{ path: 'practice.yaml', text: KEEPING }],
    // Only what the tests start removes anything.
    removalCheckMs: 3_600_000,
  });
});
afterAll(() => gate.close());
const pool = () => gate.server.database.pool;
const log = createLog('silent');
const removeDue = (from: ReturnType<typeof pool>) => removeDueBy(from, log, Date.now());

async function decided(context: Record<string, boolean> = {}) {
  const event = someEvent({ context });
  const { json } = await gate.decide(event);
  return { event, id: json.id ?? '' };
}

/** Its thirty days are over. */
const makeDue = (...ids: string[]) =>
  pool().query(`update gate.decision set keep_until = now() - interval '1 second' where id = any ($1)`, [
    ids,
  ]);
const status = async (id: string) => (await gate.ask(`/v1/decisions/${id}`)).status;

describe('what is due', () => {
  test('is removed, and nothing else; its event can be decided anew', async () => {
    const [due, later] = [await decided(), await decided()];
    await makeDue(due.id);
    expect(await removeDue(pool())).toBe(1);
    expect([await status(due.id), await status(later.id)]).toEqual([404, 200]);
    expect(await removeDue(pool())).toBe(0);
    const again = await gate.decide(due.event);
    expect(again.json.id).not.toBe(due.id);
  });

  test('is removed with how its hold was ended', async () => {
    const { id } = await decided({ wait: true });
    const body = { by: 'kim', as: 'guardian', outcome: 'release', note: 'fine' };
    expect((await gate.ask(`/v1/decisions/${id}/resolution`, { body })).status).toBe(200);
    await makeDue(id);
    expect(await removeDue(pool())).toBe(1);
    expect((await pool().query('select from gate.resolution where decision = $1', [id])).rowCount).toBe(0);
  });

  test('and still held is refused, and that is told', async () => {
    const { id, event } = await decided({ wait: true });
    await makeDue(id);
    expect(await removeDue(pool())).toBe(1);
    const { rows } = await pool().query<{ type: string }>(
      'select type from outbox.message where subject = $1 order by xid, number',
      [event.id],
    );
    expect(rows.map(({ type }) => type)).toEqual(['decision.held', 'decision.refused']);
    expect((await gate.ask('/v1/held')).text).not.toContain(id);
  });

  test('stays where it is evidence', async () => {
    const { id } = await decided({ proof: true });
    await makeDue(id);
    expect(await removeDue(pool())).toBe(0);
    expect(await status(id)).toBe(200);
  });

  test('is removed by whichever process checks, each once', async () => {
    const events = Array.from({ length: 90 }, () => someEvent());
    const { json } = await gate.ask('/v1/decisions/batch', { body: { events } });
    const ids = (json as unknown as { decisions: { id: string }[] }).decisions.map(({ id }) => id);
    await makeDue(...ids);
    let removed = 0;
    const keepers = [1, 2, 3].map(() =>
      startRemoving({
        pool: pool(),
        log,
        removals: [keeping(log)],
        checkMs: 20,
        onRemoved: (_what, count) => {
          removed += count;
        },
      }),
    );
    await eventually(() => removed >= ids.length);
    for (const keeper of keepers) await keeper.stop();
    expect(removed).toBe(ids.length);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, startTestServer, type TestServer } from '../../test-kit/index.ts';

const PRACTICE = `
practice: watched
version: 1.0.0
measures:
  - { id: spam.prize, title: Nobody is told that they won, when: "text.contains('free prize')", do: block }
  - { id: contact.wait, title: Strangers wait, when: "text.contains('hello stranger')", do: hold, until: reviewer }
alarms:
  - { id: burst, measure: spam.prize, over_usual: 5, at_least: 3 }
  - { id: late, held_longer_than: 24h }
`;

let served: TestServer;
beforeAll(async () => {
  served = await startTestServer({
    practiceFiles: [{ path: 'practice.yaml', text: PRACTICE }],
    alarmCheckMs: 50,
  });
});
afterAll(() => served.close());

const decide = (id: string, text: string) =>
  served.decide({ id, kind: 'message', at: '2026-11-24T10:00:00Z', actor: { id: 'u1' }, content: { text } });

interface Shown {
  readonly alarms: readonly object[];
}
const shown = async () => JSON.parse((await served.ask('/v1/alarms')).text) as Shown;

it('what is decided raises alarms, which are shown and told', async () => {
  expect(await shown()).toEqual({ alarms: [] });
  const { pool } = served.server.database;
  await eventually(async () => {
    const { rowCount } = await pool.query(
      `update practices.measure_since set since = now() - interval '1 day'`,
    );
    return rowCount === 2;
  });
  for (const n of [1, 2, 3]) await decide(`e${n}`, 'you won a free prize');
  await decide('e4', 'hello stranger');
  const [burst] = await eventually(async () => {
    const { alarms } = await shown();
    return alarms.length > 0 ? alarms : null;
  });
  expect(burst).toMatchObject({ id: 'burst', state: 'raised', measure: 'spam.prize' });
  // The same hold, as if it had been there for two days.
  await pool.query(
    `with old as (
       insert into gate.decision
         (id, event_id, event_hash, decided_at, kind, actor, action, measures, answer, keep_until)
       select 'dec_' || repeat('0', length(id) - 4), 'old', event_hash, now() - interval '2 days', kind, actor, action,
         measures, answer, keep_until
       from gate.decision where event_id = 'e4' returning id)
     insert into gate.hold (decision, until) select id, 'reviewer' from old`,
  );
  const [late] = await eventually(async () => {
    const { alarms } = await shown();
    return alarms.length > 1 ? alarms : null;
  });
  expect(late).toMatchObject({ id: 'late', state: 'raised', measure: null, counted: { held: 1 } });
  const { rows } = await pool.query<{ data: string }>(
    `select data from outbox.message where type = 'alarm' order by number`,
  );
  expect(rows.map(({ data }) => JSON.parse(data) as unknown)).toMatchObject([
    { alarm: 'over_usual', id: 'burst', state: 'raised', counted: { usual: 0 } },
    { alarm: 'held_longer_than', id: 'late', state: 'raised' },
  ]);
  const metrics = await eventually(async () => {
    const { text } = await served.ask('/metrics');
    return text.includes('safeward_alarms_raised{alarm="late"} 1') && text;
  });
  expect(metrics).toContain('safeward_alarms_raised{alarm="burst"} 1');
});

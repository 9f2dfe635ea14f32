import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connect,
  eventually,
  type ServerProcess,
  someEvent,
  startServerProcess,
  startTestServer,
  type TestServer,
  temporaryFolder,
} from '../test-kit/index.ts';
import { type Sample, sample } from './test-kit.ts';

/** Two gates on one database: one in this process, one in a process of its own. */

const folder = temporaryFolder();
let here: TestServer;
let there: ServerProcess;
beforeAll(async () => {
  here = await startTestServer({ practiceFiles: sample({ does: { dragon: 'nudge' } }) });
  there = await startServerProcess({
    dataDir: folder.path,
    databaseUrl: here.server.database.url,
    practiceFiles: sample({ does: { dragon: 'nudge' } }),
  });
});
afterAll(async () => {
  await there.signal('SIGTERM');
  await here.close();
  folder.remove();
});

const gates = () => [here, connect(there.url, here.key)];
const about = (text: string) => someEvent({ content: { text } });
/** What both gates do with a text. */
const actions = (text: string) =>
  Promise.all(gates().map(async (gate) => (await gate.decide(about(text))).json.action));
const practices = () =>
  Promise.all(gates().map(async (gate) => (await gate.decide(about('good day'))).json.practice));

async function upload(given: Sample): Promise<{ readonly hash: string; readonly practice: string }> {
  const { json } = await here.ask('/v1/practices', { body: { files: sample(given) } });
  return json as { hash: string; practice: string };
}

async function activate(given: Sample, body: Readonly<Record<string, unknown>>): Promise<string> {
  const { hash, practice } = await upload(given);
  const answer = await here.ask(`/v1/practices/${hash}/activate`, { body });
  expect(answer.json).toMatchObject({ state: 'live', practice });
  return practice;
}

/** Within this time every process decides by what was put in force. */
const WITHIN_MS = 1_000;

describe('what is put in force by one process', () => {
  it('is in force there with the answer, and in the other within a second', async () => {
    const practice = await activate({ version: '2.0.0', does: { dragon: 'block' } }, { stage: 'enforce' });
    expect((await here.decide(about('a dragon'))).json).toMatchObject({ action: 'block', practice });
    await sleep(WITHIN_MS);
    expect(await practices()).toEqual([practice, practice]);
    expect(await actions('a dragon')).toEqual(['block', 'block']);
    const ready = (await connect(there.url, here.key).ask('/readyz')).json;
    expect(ready.practice).toBe(practice);
  });

  it('is taken back in both with one request', async () => {
    const answer = await here.ask('/v1/practices/rollback', { body: { reason: 'too strict' } });
    expect(answer.status).toBe(200);
    await sleep(WITHIN_MS);
    expect(await actions('a dragon')).toEqual(['nudge', 'nudge']);
  });

  it('for a share of actors acts for the same ones in both', async () => {
    await activate({ version: '3.0.0', does: { dragon: 'block' } }, { stage: 'share', share: 50 });
    await sleep(WITHIN_MS);
    const actors = Array.from({ length: 12 }, (_, n) => ({ id: `actor-${n}` }));
    const [one, other] = await Promise.all(
      gates().map(async (gate) => {
        const answers = await Promise.all(
          actors.map((actor) => gate.decide(someEvent({ actor, content: { text: 'a dragon' } }))),
        );
        return answers.map(({ json }) => json.action);
      }),
    );
    expect(one).toEqual(other);
    expect(new Set(one)).toEqual(new Set(['block', 'nudge']));
  });
});

describe('an overlay', () => {
  it('acts in both within a second, and is over in both when its time is', async () => {
    const { hash, practice } = await upload({ name: 'crisis', does: { flood: 'block' } });
    const expires_at = new Date(Date.now() + 6_000).toISOString();
    const body = { kind: 'overlay', stage: 'enforce', expires_at, reason: 'the river rises' };
    expect((await here.ask(`/v1/practices/${hash}/activate`, { body })).status).toBe(200);
    await eventually(async () => (await actions('the flood')).every((action) => action === 'block'));
    const named = await practices();
    for (const name of named) expect(name).toMatch(new RegExp(`^sample@.* \\+ ${practice}$`));
    await sleep(Math.max(Date.parse(expires_at) - Date.now(), 0) + 100);
    expect(await actions('the flood')).toEqual(['allow', 'allow']);
    for (const name of await practices()) expect(name).not.toContain('crisis');
  });
});

describe('a guard', () => {
  it('takes a practice back in both, whichever of them counted, and tells', async () => {
    await activate(
      { version: '4.0.0', does: { dragon: 'block' } },
      {
        stage: 'enforce',
        guards: [{ watch: 'blocked', above: 20, minutes: 5, at_least: 10 }],
      },
    );
    const other = connect(there.url, here.key);
    await eventually(async () => (await other.decide(about('a dragon'))).json.action === 'block');
    for (let n = 0; n < 12; n++) await other.decide(about('a dragon'));
    await eventually(async () => (await practices()).every((name) => !name?.startsWith('sample@4.0.0')));
    const { activations } = (await here.ask('/v1/practices/activations')).json as {
      activations: readonly { version: string; ended_as: string; ended_reason: string; reason: string }[];
    };
    const ended = activations.find(({ version }) => version === '4.0.0');
    expect(ended).toMatchObject({ ended_as: 'guard', ended_reason: expect.stringContaining('is above 20%') });
    expect(activations[0]).toMatchObject({ state: 'live', requested_by: 'guard' });
    const { rows } = await here.server.database.pool.query<{ data: string }>(
      `select data from outbox.message where type = 'alarm'`,
    );
    expect(rows.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      expect.objectContaining({ alarm: 'guard', passed: ended?.ended_reason }),
    ]);
  });
});

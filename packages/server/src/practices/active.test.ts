import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from '../platform/database/index.ts';
import { leafMigrations } from '../platform/leaves/index.ts';
import { createLog } from '../platform/log/log.ts';
import { createRegistry } from '../platform/metrics/metrics.ts';
import { outboxMigrations } from '../platform/outbox/index.ts';
import { eventually, someEvent, temporaryFolder } from '../test-kit/index.ts';
import { type ActivePractice, followPractices } from './active.ts';
import { examineHere } from './examine.ts';
import { completeGuard } from './guard.ts';
import {
  activatePractice,
  createPracticeMetrics,
  listActivations,
  practiceMigrations,
  readPractice,
  requireApproval,
  startWith,
  uploadPractice,
} from './index.ts';
import { inMinutes, request, type Sample, sample } from './test-kit.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
  await migrate(database.pool, [outboxMigrations, leafMigrations, practiceMigrations]);
});
afterAll(async () => {
  await database.close();
  folder.remove();
});

const following: ActivePractice[] = [];
const logged: string[] = [];
beforeEach(async () => {
  logged.length = 0;
  await database.pool.query(
    'truncate practices.version, practices.activation, outbox.message restart identity cascade',
  );
  await put({ does: { dragon: 'hold' } });
});
afterEach(async () => {
  for (const one of following.splice(0)) await one.stop();
});

async function put(given: Sample, changes: Parameters<typeof request>[0] = {}): Promise<number> {
  const { pool } = database;
  const uploaded = await uploadPractice(pool, sample(given), 'key:ana', examineHere);
  if (!uploaded.ok) throw new Error(uploaded.refusal.detail);
  const { hash } = uploaded.value;
  const activated = await activatePractice(pool, hash, request(changes), 'key:ana', examineHere);
  if (!activated.ok) throw new Error(activated.refusal.detail);
  return activated.value.id;
}

/** A process that follows what is in force; it looks when it is told to, unless it is to poll. */
async function follow(pollMs = 3_600_000) {
  const registry = createRegistry();
  const active = await followPractices({
    pool: database.pool,
    log: createLog('debug', { write: (line: string) => logged.push(line) }),
    metrics: createPracticeMetrics(registry),
    examine: examineHere,
    pollMs,
  });
  following.push(active);
  return { active, metrics: () => registry.metrics() };
}

const about = (text: string) => someEvent({ content: { text } });
const actionOf = (active: ActivePractice, text: string) => active.decide(about(text)).outcome.action;

/** The tables cannot be read meanwhile, as where the database is broken. */
async function withoutTables(work: () => Promise<void>): Promise<void> {
  await database.pool.query('alter table practices.activation rename to hidden');
  try {
    await work();
  } finally {
    await database.pool.query('alter table practices.hidden rename to activation');
  }
}

describe('a process', () => {
  it('sees by itself what another has put in force', async () => {
    const { active } = await follow(20);
    expect(actionOf(active, 'a dragon')).toBe('hold');
    await put({ version: '2.0.0', does: { dragon: 'block' } });
    await eventually(() => actionOf(active, 'a dragon') === 'block');
    expect(active.label()).toMatch(/^sample@2\.0\.0#/);
  });

  it('keeps what it had while the database cannot be read, and goes on afterwards', async () => {
    const { active } = await follow();
    await withoutTables(async () => {
      await active.refresh();
      expect(actionOf(active, 'a dragon')).toBe('hold');
    });
    expect(logged.join()).toContain('cannot be read');
    await put({ version: '2.0.0', does: { dragon: 'block' } });
    await active.refresh();
    expect(actionOf(active, 'a dragon')).toBe('block');
  });

  it('ends an overlay by the clock, also while the database cannot be read', async () => {
    const ends = Date.now() + 1_500;
    await put({ name: 'crisis', does: { flood: 'block' } }, { kind: 'overlay', expires_at: new Date(ends) });
    const { active } = await follow();
    await withoutTables(async () => {
      expect(actionOf(active, 'the flood')).toBe('block');
      await sleep(ends - Date.now() + 50);
      expect(actionOf(active, 'the flood')).toBe('allow');
    });
    expect(active.label()).not.toContain('crisis');
  });

  it('keeps what it had where a version is none for it, says so once, and tries the candidate without', async () => {
    const { active } = await follow();
    await put({ version: '2.0.0', does: { dragon: 'block' } });
    await put({ version: '3.0.0', does: { dragon: 'nudge' } }, { stage: 'share', share: 100 });
    await database.pool.query(
      `update practices.version set sources = replace(sources, 'text.contains', 'text.newer') where version <> '1.0.0'`,
    );
    for (let n = 0; n < 3; n++) await active.refresh();
    expect(active.label()).toMatch(/^sample@1\.0\.0#/);
    expect(active.inForce().candidate).toBeNull();
    expect(logged.filter((line) => line.includes('cannot be used by this version'))).toHaveLength(2);
  });

  it('does not start on a version that is none for it, nor on nothing', async () => {
    await database.pool.query(
      `update practices.version set sources = replace(sources, 'text.contains', 'text.newer')`,
    );
    await expect(follow()).rejects.toMatchObject({ code: 'practice_refused' });
    await database.pool.query('truncate practices.activation');
    await expect(follow()).rejects.toMatchObject({ code: 'no_practice' });
  });

  it('tells of what decides in it, and of what a candidate would do', async () => {
    const candidate = await put({ version: '2.0.0', does: { dragon: 'block' } }, { stage: 'shadow' });
    const { active, metrics } = await follow();
    for (const text of ['a dragon', 'a dragon', 'good day'])
      active.observe(active.decide(about(text)), false);
    const text = await metrics();
    expect(text).toContain('safeward_practice_activation{part="base"} 1');
    expect(text).toContain(`safeward_practice_activation{part="candidate"} ${candidate}`);
    expect(text).toContain('safeward_practice_activation{part="overlay"} 0');
    expect(text).toContain('safeward_candidate_decisions_total{action="hold",candidate="block"} 2');
    expect(text).toContain('safeward_candidate_decisions_total{action="allow",candidate="allow"} 1');
  });
});

describe('a guard', () => {
  it.each([
    ['held', 'a dragon', false],
    ['degraded', 'good day', true],
  ] as const)('on %s puts the version before in force', async (watch, text, degraded) => {
    await put(
      { version: '2.0.0', does: { dragon: 'hold' } },
      { guards: [completeGuard({ watch, above: 50, at_least: 5 })] },
    );
    const { active } = await follow();
    for (let n = 0; n < 4; n++) active.observe(active.decide(about(text)), degraded);
    await active.refresh();
    expect(active.label()).toMatch(/^sample@2\.0\.0#/);
    active.observe(active.decide(about(text)), degraded);
    await active.refresh();
    expect(active.label()).toMatch(/^sample@1\.0\.0#/);
  });

  it('on a candidate in shadow counts what it would have done', async () => {
    await put(
      { version: '2.0.0', does: { day: 'block' } },
      { stage: 'shadow', guards: [completeGuard({ watch: 'blocked', above: 10, at_least: 5 })] },
    );
    const { active } = await follow();
    for (let n = 0; n < 5; n++) active.observe(active.decide(about('good day')), false);
    await active.refresh();
    expect(active.inForce().candidate).toBeNull();
    expect(actionOf(active, 'a dragon')).toBe('hold');
  });
});

describe('a server that is started with a practice', () => {
  const start = (given: Sample) => startWith(database.pool, readPractice(sample(given)), createLog('silent'));
  const history = async () =>
    (await listActivations(database.pool, 10)).map(({ version, state, requested_by }) => {
      return [version, state, requested_by];
    });

  it('puts it in force once', async () => {
    await start({ version: '2.0.0' });
    await start({ version: '2.0.0' });
    expect(await history()).toEqual([
      ['2.0.0', 'live', 'start'],
      ['1.0.0', 'ended', 'key:ana'],
    ]);
  });

  it('asks for it once where somebody has to approve it, and goes on with the other', async () => {
    await requireApproval(database.pool, true);
    await start({ version: '2.0.0' });
    await start({ version: '2.0.0' });
    expect(await history()).toEqual([
      ['2.0.0', 'pending', 'start'],
      ['1.0.0', 'live', 'key:ana'],
    ]);
    expect((await follow()).active.label()).toMatch(/^sample@1\.0\.0#/);
    // Where nothing is in force there is nothing to protect, and nobody who could approve.
    await database.pool.query('truncate practices.activation restart identity');
    await start({ version: '2.0.0' });
    expect(await history()).toEqual([['2.0.0', 'live', 'start']]);
    await requireApproval(database.pool, false);
  });
});

it('an overlay outlives a change of what lies under it', async () => {
  await put({ name: 'crisis', does: { flood: 'block' } }, { kind: 'overlay', expires_at: inMinutes(5) });
  const { active } = await follow();
  await put({ version: '2.0.0' });
  await active.refresh();
  expect(active.label()).toMatch(/^sample@2\.0\.0#\S+ \+ crisis@1\.0\.0#/);
  expect(actionOf(active, 'the flood')).toBe('block');
});

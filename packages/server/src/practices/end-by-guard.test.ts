import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from '../platform/database/index.ts';
import { leafMigrations } from '../platform/leaves/index.ts';
import { outboxMigrations } from '../platform/outbox/index.ts';
import { temporaryFolder } from '../test-kit/index.ts';
import { endByGuard } from './end-by-guard.ts';
import { examineHere } from './examine.ts';
import { completeGuard } from './guard.ts';
import { practiceMigrations, requireApproval } from './index.ts';
import { listActivations } from './store.ts';
import { codeOf, houseOf, inMinutes } from './test-kit.ts';

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
beforeEach(async () => {
  await database.pool.query(
    'truncate practices.version, practices.activation, outbox.message restart identity cascade',
  );
  await requireApproval(database.pool, false);
});

const { put, back, live, told } = houseOf(() => database.pool);

describe('a guard that was passed', () => {
  const guards = [completeGuard({ watch: 'held', above: 5 })];
  const passed = {
    guard: guards[0] ?? completeGuard({ watch: 'held', above: 5 }),
    decisions: 200,
    counted: 40,
  };
  const end = (id: number) => endByGuard(database.pool, id, passed, examineHere);
  const SAID = 'held 20% (40 of 200 decisions in 5 min) is above 5%';

  it('puts what was enforced before in force again, once, and tells why', async () => {
    const before = await put({});
    const bad = await put({ version: '2.0.0' }, { guards });
    expect(bad.guards).toEqual(guards);
    await Promise.all([end(bad.id), end(bad.id)]);
    await end(bad.id);
    const [again, ended] = await listActivations(database.pool, 10);
    expect(again).toMatchObject({ hash: before.hash, state: 'live', requested_by: 'guard', reason: SAID });
    expect(ended).toMatchObject({ id: bad.id, ended_as: 'guard', ended_by: 'guard', ended_reason: SAID });
    expect((await told()).slice(2)).toEqual(['practice.activated sample', `alarm guard:${bad.id}`]);
    // What a guard ended is not where a rollback leads.
    expect(codeOf(await back())).toBe('nothing_to_roll_back_to');
  });

  it.each([
    ['a candidate', { stage: 'share' as const, share: 10, guards }],
    ['an overlay', { kind: 'overlay' as const, expires_at: inMinutes(60), guards }],
  ])('takes %s away, and leaves the base alone', async (_name, changes) => {
    await put({});
    const tried = await put({ name: 'tried' }, changes);
    await end(tried.id);
    expect(await live()).toEqual(['1.0.0 base enforce live']);
    expect(await told()).toContain(`alarm guard:${tried.id}`);
  });

  it('leaves a practice in force that has none before it, says so, and is not tried again', async () => {
    const only = await put({}, { guards });
    await end(only.id);
    await end(only.id);
    const [standing] = await listActivations(database.pool, 1);
    expect(standing).toMatchObject({
      state: 'live',
      guard_problem: `${SAID}, but there is no earlier practice`,
    });
    expect(await told()).toEqual(['practice.activated sample', `alarm guard:${only.id}`]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from '../platform/database/index.ts';
import { leafMigrations } from '../platform/leaves/index.ts';
import { outboxMigrations } from '../platform/outbox/index.ts';
import { temporaryFolder } from '../test-kit/index.ts';
import { type Examine, examineHere } from './examine.ts';
import {
  activatePractice,
  approveActivation,
  endActivation,
  practiceMigrations,
  requireApproval,
  uploadPractice,
} from './index.ts';
import { listActivations, liveActivations } from './store.ts';
import { ANA, BEN, codeOf, done, houseOf, inMinutes, request, sample } from './test-kit.ts';

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

const { upload, given, activate, put, back, live, history, told } = houseOf(() => database.pool);

describe('an upload', () => {
  it('is a draft: nothing is in force by it', async () => {
    const uploaded = done(await upload(sample({ does: { dragon: 'block' } })));
    expect(uploaded).toMatchObject({ name: 'sample', version: '1.0.0', uploaded_by: ANA, is_new: true });
    expect(uploaded.practice).toBe(`sample@1.0.0#${uploaded.hash}`);
    expect(uploaded.warnings.join()).toContain('sample.yaml:');
    expect(await live()).toEqual([]);
  });

  it('of the same content is the same version, whoever brings it', async () => {
    await upload(sample({}));
    const again = await uploadPractice(database.pool, sample({}), BEN, examineHere);
    expect(done(again)).toMatchObject({ is_new: false, uploaded_by: ANA });
  });

  it('that does not pass its check is refused, with the place of each error', async () => {
    const refused = await upload([
      ...sample({}),
      {
        path: 'more.yaml',
        text: 'measures:\n  - { id: a, title: A, when: "target.agee == 1", do: block }\n',
      },
    ]);
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        kind: { code: 'practice_unusable', status: 422 },
        errors: [
          { code: 'unknown_name', pointer: '/files/1', detail: expect.stringMatching(/^more\.yaml:2:/) },
        ],
      },
    });
  });
});

describe('an activation', () => {
  it('puts a version in force, and ends the one before in the same moment', async () => {
    const first = await put({});
    const second = await put({ version: '2.0.0' });
    expect(await history()).toEqual(['2.0.0 base enforce live', '1.0.0 base enforce ended superseded']);
    const [, ended] = await listActivations(database.pool, 2);
    expect(ended).toMatchObject({ id: first.id, ended_at: second.activated_at, ended_by: ANA });
    expect(await told()).toEqual(['practice.activated sample', 'practice.activated sample']);
  });

  it.each([
    ['its whole hash', (hash: string) => hash],
    ['its hash without what kind it is', (hash: string) => hash.slice(7)],
    ['the first digits of its hash', (hash: string) => hash.slice(7, 19)],
    ['name and version', () => 'sample@1.0.0'],
  ])('finds a version by %s', async (_name, called) => {
    const hash = await given({});
    expect(done(await activate(called(hash)))).toMatchObject({ hash });
  });

  it.each(['sample@3.0.0', 'sample', '@', 'deadbeef00', 'sha256:abc', `'; drop schema practices`])(
    'does not find %j',
    async (called) => {
      await given({});
      expect(codeOf(await activate(called))).toBe('practice_not_found');
    },
  );

  it('asks which is meant where two contents bear the same version', async () => {
    const one = await given({});
    const other = await given({ does: { dragon: 'block' } });
    const refused = await activate('sample@1.0.0');
    expect(codeOf(refused)).toBe('practice_ambiguous');
    expect(refused).toMatchObject({ refusal: { detail: expect.stringContaining(one) } });
    expect(done(await activate(other))).toMatchObject({ hash: other });
  });

  it('of what is in force already changes nothing', async () => {
    const first = await put({});
    expect(done(await activate(first.hash, {}, BEN))).toEqual(first);
    expect(await history()).toHaveLength(1);
  });

  it('is refused where a test of the practice fails, with the test', async () => {
    const hash = await given({
      does: { dragon: 'block' },
      more: `tests: [{ name: dragons pass, given: { content: { text: a dragon } }, expect: { action: allow } }]`,
    });
    expect(await activate(hash)).toMatchObject({
      ok: false,
      refusal: {
        kind: { code: 'practice_tests_failed' },
        errors: [{ code: 'test_failed', detail: expect.stringContaining('dragons pass') }],
      },
    });
    expect(await history()).toEqual([]);
  });

  it('is refused while another is under way', async () => {
    const hash = await given({});
    const began = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow: Examine = async (files, tests) => {
      began.resolve();
      await goOn.promise;
      return examineHere(files, tests);
    };
    const first = activatePractice(database.pool, hash, request(), ANA, slow);
    await began.promise;
    expect(codeOf(await activate(hash))).toBe('activation_running');
    expect(codeOf(await back())).toBe('activation_running');
    goOn.resolve();
    done(await first);
    expect(done(await activate(hash))).toMatchObject({ state: 'live' });
  });

  it('one of two at once wins, and the other is told to wait', async () => {
    const hashes = [await given({}), await given({ version: '2.0.0' }), await given({ version: '3.0.0' })];
    const results = await Promise.all(hashes.map((hash) => activate(hash)));
    const won = results.filter(({ ok }) => ok);
    expect(won.length).toBeGreaterThan(0);
    for (const result of results) expect(['ok', 'activation_running']).toContain(codeOf(result));
    expect(await live()).toHaveLength(1);
    expect(await history()).toHaveLength(won.length);
  });

  it.each([
    [{ stage: 'share' as const }, '/share'],
    [{ share: 10 }, '/share'],
    [{ stage: 'share' as const, share: 0 }, '/share'],
    [{ stage: 'share' as const, share: 101 }, '/share'],
    [{ kind: 'overlay' as const }, '/expires_at'],
    [{ expires_at: inMinutes(5) }, '/expires_at'],
    [{ kind: 'overlay' as const, expires_at: inMinutes(-1) }, '/expires_at'],
    [{ kind: 'overlay' as const, expires_at: inMinutes(31 * 24 * 60) }, '/expires_at'],
    [{ kind: 'overlay' as const, stage: 'shadow' as const, expires_at: inMinutes(5) }, '/stage'],
  ])('as %j is refused at %s', async (changes, pointer) => {
    expect(await activate(await given({}), changes)).toMatchObject({
      ok: false,
      refusal: { kind: { code: 'invalid_activation' }, errors: [{ pointer }] },
    });
  });
});

describe('stages', () => {
  it('go from shadow to a share to all, beside what is in force', async () => {
    await put({});
    const hash = await given({ version: '2.0.0' });
    done(await activate(hash, { stage: 'shadow' }));
    expect(await live()).toEqual(['1.0.0 base enforce live', '2.0.0 base shadow live']);
    done(await activate(hash, { stage: 'share', share: 12.5 }));
    expect(await live()).toEqual(['1.0.0 base enforce live', '2.0.0 base share live']);
    done(await activate(hash, { stage: 'share', share: 50 }));
    done(await activate(hash));
    expect(await live()).toEqual(['2.0.0 base enforce live']);
    expect(await history()).toEqual([
      '2.0.0 base enforce live',
      '2.0.0 base share ended superseded',
      '2.0.0 base share ended superseded',
      '2.0.0 base shadow ended superseded',
      '1.0.0 base enforce ended superseded',
    ]);
  });

  it('know one candidate at a time, and none that is in force anyway', async () => {
    const base = await put({});
    await put({ version: '2.0.0' }, { stage: 'shadow' });
    await put({ version: '3.0.0' }, { stage: 'shadow' });
    expect(await live()).toEqual(['1.0.0 base enforce live', '3.0.0 base shadow live']);
    expect(codeOf(await activate(base.hash, { stage: 'shadow' }))).toBe('already_in_force');
  });

  it('leave a candidate where another version is put in force', async () => {
    await put({});
    await put({ version: '3.0.0' }, { stage: 'share', share: 5 });
    await put({ version: '2.0.0' });
    expect(await live()).toEqual(['3.0.0 base share live', '2.0.0 base enforce live']);
  });
});

describe('an overlay', () => {
  const crisis = { name: 'crisis', does: { flood: 'hold' } };

  it('lies over what is in force, and another takes its place', async () => {
    await put({});
    await put(crisis, { kind: 'overlay', expires_at: inMinutes(60) });
    await put({ ...crisis, version: '1.1.0' }, { kind: 'overlay', expires_at: inMinutes(60) });
    expect(await live()).toEqual(['1.0.0 base enforce live', '1.1.0 overlay enforce live']);
  });

  it('is over when its time is, without anybody doing anything', async () => {
    await put({});
    const { id } = await put(crisis, { kind: 'overlay', expires_at: inMinutes(60) });
    await database.pool.query(
      `update practices.activation set expires_at = clock_timestamp() where number = $1`,
      [id],
    );
    expect(await live()).toEqual(['1.0.0 base enforce live']);
    const [overlay] = await listActivations(database.pool, 1);
    expect(overlay).toMatchObject({ state: 'ended', ended_as: 'expired', ended_at: overlay?.expires_at });
    expect(codeOf(await endActivation(database.pool, id, '', ANA))).toBe('activation_ended');
    // It does not stand in the way of the next.
    await put(crisis, { kind: 'overlay', expires_at: inMinutes(60) });
    expect(await history()).toEqual([
      '1.0.0 overlay enforce live',
      '1.0.0 overlay enforce ended expired',
      '1.0.0 base enforce live',
    ]);
  });

  it('can be ended before its time; the base cannot', async () => {
    const base = await put({});
    const overlay = await put(crisis, { kind: 'overlay', expires_at: inMinutes(60) });
    const ended = done(await endActivation(database.pool, overlay.id, 'it is over', BEN));
    expect(ended).toMatchObject({ ended_as: 'ended', ended_by: BEN, ended_reason: 'it is over' });
    expect(codeOf(await endActivation(database.pool, base.id, '', BEN))).toBe('needs_successor');
    expect(codeOf(await endActivation(database.pool, 1_000, '', BEN))).toBe('activation_not_found');
  });
});

describe('where a second person has to approve', () => {
  const approve = (id: number, by: string) => approveActivation(database.pool, id, by, examineHere);

  it('what acts waits for somebody else; what is only tried does not', async () => {
    await put({});
    await requireApproval(database.pool, true);
    const hash = await given({ version: '2.0.0' });
    expect(done(await activate(hash, { stage: 'shadow' }))).toMatchObject({ state: 'live' });
    const asked = done(await activate(hash));
    expect(asked).toMatchObject({ state: 'pending', activated_at: null });
    expect(await live()).toEqual(['1.0.0 base enforce live', '2.0.0 base shadow live']);
    expect(codeOf(await approve(asked.id, ANA))).toBe('same_person');
    const approved = done(await approve(asked.id, BEN));
    expect(approved).toMatchObject({ state: 'live', requested_by: ANA, approved_by: BEN });
    expect(await live()).toEqual(['2.0.0 base enforce live']);
    expect(codeOf(await approve(asked.id, BEN))).toBe('not_pending');
  });

  it('what was withdrawn cannot be approved, nor an overlay whose time is over', async () => {
    await put({});
    await requireApproval(database.pool, true);
    const asked = await put({ version: '2.0.0' });
    done(await endActivation(database.pool, asked.id, 'not now', ANA));
    expect(codeOf(await approve(asked.id, BEN))).toBe('not_pending');
    const late = await put({ name: 'crisis' }, { kind: 'overlay', expires_at: inMinutes(60) });
    await database.pool.query('update practices.activation set expires_at = now() where number = $1', [
      late.id,
    ]);
    expect(codeOf(await approve(late.id, BEN))).toBe('activation_expired');
    expect(await history()).toEqual([
      '1.0.0 overlay enforce ended expired',
      '2.0.0 base enforce ended withdrawn',
      '1.0.0 base enforce live',
    ]);
  });

  it('a rollback waits for nobody, and leads to nothing that was never approved', async () => {
    await put({});
    await put({ version: '2.0.0' });
    await requireApproval(database.pool, true);
    const never = await put({ version: '3.0.0' });
    expect(codeOf(await back(never.hash))).toBe('never_in_force');
    expect(done(await back())).toMatchObject({ version: '1.0.0', state: 'live' });
  });
});

describe('a rollback', () => {
  it('puts the version before in force, and passes over those that were taken back', async () => {
    await put({});
    await put({ version: '2.0.0' });
    await put({ version: '3.0.0' });
    expect(done(await back())).toMatchObject({ version: '2.0.0', reason: 'worse' });
    expect(done(await back())).toMatchObject({ version: '1.0.0' });
    expect(codeOf(await back())).toBe('nothing_to_roll_back_to');
    expect(await history()).toEqual([
      '1.0.0 base enforce live',
      '2.0.0 base enforce ended rolled_back',
      '3.0.0 base enforce ended rolled_back',
      '2.0.0 base enforce ended superseded',
      '1.0.0 base enforce ended superseded',
    ]);
  });

  it('goes to a version that is named, if it was ever in force', async () => {
    const first = await put({});
    await put({ version: '2.0.0' });
    await put({ version: '3.0.0' });
    expect(done(await back('sample@1.0.0'))).toMatchObject({ hash: first.hash });
    expect(codeOf(await back('sample@1.0.0'))).toBe('already_in_force');
    expect(codeOf(await back('sample@9.0.0'))).toBe('practice_not_found');
  });

  it('is refused where the earlier version cannot decide any more, with what is wrong', async () => {
    const gone = await put({ does: { dragon: 'block' } });
    const now = await put({ version: '2.0.0' });
    // As if a later Safeward no longer had the signal that it asks for.
    await database.pool.query(
      `update practices.version set sources = replace(sources, 'text.contains', 'text.no_more') where hash = $1`,
      [gone.hash],
    );
    const refused = await back();
    expect(refused).toMatchObject({
      ok: false,
      refusal: { kind: { code: 'practice_unusable' }, errors: [{ pointer: '/files/0' }] },
    });
    expect((await liveActivations(database.pool)).map(({ id }) => id)).toEqual([now.id]);
  });
});

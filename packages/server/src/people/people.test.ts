import type { Event } from '@safeward/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, migrate, openDatabase } from '../platform/database/index.ts';
import { someEvent, temporaryFolder } from '../test-kit/index.ts';
import {
  completed,
  type Fact,
  knownOf,
  leavesOut,
  parseFact,
  peopleMigrations,
  storeFacts,
} from './index.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
  await migrate(database.pool, [peopleMigrations]);
});
afterAll(async () => {
  await database.close();
  folder.remove();
});
beforeEach(async () => {
  await database.pool.query('truncate people.account, people.connection, people.shun');
});

const at = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`;
/** An event of which the service says nothing but who. */
function bare(actor: string, target?: string): Event {
  const { target: _target, relationship: _relationship, ...event } = someEvent({ actor: { id: actor } });
  return target === undefined ? event : { ...event, target: { id: target } };
}

async function known(actor: string, target?: string) {
  const [found] = await knownOf(database.pool, [bare(actor, target)]);
  return found;
}

describe('facts', () => {
  test.each<readonly [string, readonly Fact[], object]>([
    [
      'connected, whichever way round',
      [{ type: 'connected', accounts: ['b', 'a'], at: at(1) }],
      { connected: true },
    ],
    [
      'disconnected later',
      [
        { type: 'disconnected', accounts: ['a', 'b'], at: at(2) },
        { type: 'connected', accounts: ['a', 'b'], at: at(1) },
      ],
      { connected: false },
    ],
    ['the target blocked the actor', [{ type: 'blocked', by: 'b', whom: 'a', at: at(1) }], { blocked: true }],
    ['the actor blocked the target', [{ type: 'blocked', by: 'a', whom: 'b', at: at(1) }], {}],
    [
      'unblocked, but still muted',
      [
        { type: 'blocked', by: 'b', whom: 'a', at: at(1) },
        { type: 'muted', by: 'b', whom: 'a', at: at(1) },
        { type: 'unblocked', by: 'b', whom: 'a', at: at(2) },
      ],
      { blocked: true },
    ],
    [
      'an account with its age, changed since',
      [
        { type: 'age_changed', account: 'a', age: { band: 'adult', assurance: 'verified' }, at: at(3) },
        { type: 'account', account: 'a', created_at: at(0), age: { band: '16_17' }, at: at(1) },
      ],
      { actor: { band: 'adult', assurance: 'verified', created_at: '2026-01-01T00:00:00.000Z' } },
    ],
    [
      'a deleted account is forgotten',
      [
        { type: 'account', account: 'b', age: { band: '13_15' }, at: at(1) },
        { type: 'connected', accounts: ['a', 'b'], at: at(1) },
        { type: 'deleted', account: 'b', at: at(2) },
      ],
      { target: { band: null, assurance: null, created_at: null } },
    ],
    [
      'a deleted account stays forgotten, whatever comes late',
      [
        { type: 'deleted', account: 'b', at: at(2) },
        { type: 'account', account: 'b', age: { band: '13_15' }, at: at(1) },
      ],
      { target: { band: null, assurance: null, created_at: null } },
    ],
    ['nobody is connected with themselves', [{ type: 'connected', accounts: ['a', 'a'], at: at(1) }], {}],
  ])('%s', async (_, facts, expected) => {
    await storeFacts(database.pool, facts);
    expect(await known('a', 'b')).toEqual({
      actor: undefined,
      target: undefined,
      connected: undefined,
      blocked: undefined,
      ...expected,
    });
  });

  test('in any order, in any portions and repeated, give the same', async () => {
    const fact = fc.oneof(
      fc.record({
        type: fc.constantFrom('connected' as const, 'disconnected' as const),
        accounts: fc.constant(['a', 'b'] as [string, string]),
        at: fc.nat(59).map(at),
      }),
      fc.record({
        type: fc.constantFrom('blocked' as const, 'unblocked' as const),
        by: fc.constant('b'),
        whom: fc.constant('a'),
        at: fc.nat(59).map(at),
      }),
      fc.record({
        type: fc.constant('age_changed' as const),
        account: fc.constantFrom('a', 'b'),
        age: fc.record({ band: fc.constantFrom('13_15' as const, 'adult' as const) }),
        at: fc.nat(59).map(at),
      }),
    );
    // Two facts of one moment about one thing contradict each other: which stands is not promised.
    const about = (one: Fact) =>
      JSON.stringify([one.at, 'account' in one ? one.account : one.type.replace(/^(dis|un)/, '')]);
    const facts = fc.uniqueArray(fact, { maxLength: 8, selector: about });
    await fc.assert(
      fc.asyncProperty(facts, fc.nat(8), async (all, cut) => {
        const results = [];
        for (const order of [all, all.toReversed()]) {
          await database.pool.query('truncate people.account, people.connection, people.shun');
          await storeFacts(database.pool, order.slice(0, cut));
          await storeFacts(database.pool, order.slice(cut));
          await storeFacts(database.pool, order);
          results.push(await known('a', 'b'));
        }
        expect(results[0]).toEqual(results[1]);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    [{ type: 'conected' }, '/f/type', 'unknown_value'],
    [7, '/f', 'wrong_type'],
    [{ type: 'connected', accounts: ['a'], at: at(1) }, '/f/accounts', 'invalid'],
    [{ type: 'blocked', by: 'a', whom: 'b', at: '2026-01-01' }, '/f/at', 'bad_time'],
    [{ type: 'blocked', by: 'a', whom: 'b', at: at(1), why: 'x' }, '/f/why', 'unknown_field'],
    [{ type: 'age_changed', account: 'a', age: { band: '12' }, at: at(1) }, '/f/age/band', 'unknown_value'],
    [{ type: 'deleted', at: at(1) }, '/f/account', 'missing_field'],
  ])('%j is refused', (value, pointer, code) => {
    const parsed = parseFact(value, '/f');
    expect(parsed.ok ? [] : parsed.problems[0]).toMatchObject({ pointer, code });
  });
});

describe('what an event leaves out', () => {
  const account = { band: '13_15', assurance: 'declared', created_at: '2026-01-01T00:00:00.000Z' };
  test('is filled in', () => {
    const event = bare('a', 'b');
    expect(completed(event, { actor: account, target: account, connected: true, blocked: false })).toEqual({
      ...event,
      actor: { id: 'a', age: { band: '13_15', assurance: 'declared' }, created_at: account.created_at },
      target: { id: 'b', age: { band: '13_15', assurance: 'declared' }, created_at: account.created_at },
      relationship: { connected: true, blocked: false },
    });
  });

  test('and only that: what the service says stands', () => {
    const event = someEvent({
      actor: { id: 'a', age: { band: 'adult' }, created_at: at(1) },
      relationship: { connected: false, blocked: false },
    });
    expect(completed(event, { actor: account, connected: true, blocked: true })).toEqual(event);
    expect(leavesOut({ ...event, target: { id: 'b', age: { band: 'adult' }, created_at: at(1) } })).toBe(
      false,
    );
  });

  test('is nothing where nothing is known', () => {
    const event = bare('a', 'b');
    expect(completed(event, {})).toBe(event);
    expect(leavesOut(event)).toBe(true);
  });
});

test('many events are looked up at once, in their order', async () => {
  await storeFacts(database.pool, [
    { type: 'age_changed', account: 'x', age: { band: 'under_13' }, at: at(1) },
    { type: 'connected', accounts: ['x', 'y'], at: at(1) },
  ]);
  const found = await knownOf(database.pool, [bare('y', 'x'), bare('z'), bare('x', 'y'), bare('x')]);
  expect(found.map(({ actor, target, connected }) => [actor?.band, target?.band, connected])).toEqual([
    [undefined, 'under_13', true],
    [undefined, undefined, undefined],
    ['under_13', undefined, true],
    ['under_13', undefined, undefined],
  ]);
});

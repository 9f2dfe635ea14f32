import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from '../../platform/database/index.ts';
import { leafMigrations } from '../../platform/leaves/index.ts';
import { createLog } from '../../platform/log/log.ts';
import { createRegistry } from '../../platform/metrics/metrics.ts';
import { outboxMigrations } from '../../platform/outbox/index.ts';
import { temporaryFolder } from '../../test-kit/index.ts';
import type { InForce } from '../in-force.ts';
import { practiceMigrations } from '../index.ts';
import { planOf } from '../test-kit.ts';
import { CALM_MS } from './evaluate.ts';
import type { Waiting } from './judge.ts';
import { listAlarms } from './store.ts';
import { watchAlarms } from './watch.ts';

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
    `truncate practices.minute, practices.measure_minute, practices.measure_since, practices.alarm,
     outbox.message restart identity`,
  );
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGAN = Date.parse('2026-11-01T00:00:30Z');

const NO_REASON = { title: '', action: 'nudge', because: '', saw: {}, spans: [], refs: [] } as const;

function inForce(alarms: string, overlay?: string): InForce {
  const standing = (more: string, name: string) => ({
    id: 1,
    plan: planOf({ name, does: { dragon: 'nudge', unicorn: 'nudge' }, more: `alarms: [${more}]` }),
    share: 0,
    tally: null,
  });
  return {
    base: standing(alarms, 'sample'),
    candidate: null,
    overlay: overlay === undefined ? null : standing(overlay, 'crisis'),
  };
}

/** A process whose clock the test sets, with practices that it can change. */
function house(alarms: string) {
  const registry = createRegistry();
  const state = { now: BEGAN, inForce: inForce(alarms), waiting: null as Waiting | null };
  const asked: number[] = [];
  const watch = watchAlarms({
    pool: database.pool,
    log: createLog('silent'),
    registry,
    inForce: () => state.inForce,
    findWaiting: async (_client, before) => {
      asked.push(before);
      return state.waiting;
    },
    checkMs: 3_600_000,
    now: () => state.now,
  });
  return {
    ...watch,
    state,
    asked,
    /** Decisions, of which so many match a measure, and so many are degraded. */
    see(count: number, { measure, degraded = 0 }: { measure?: string; degraded?: number } = {}) {
      for (let n = 0; n < count; n++)
        watch.observe(
          {
            outcome: {
              event: 'e',
              action: 'nudge',
              reasons: measure === undefined ? [] : [{ measure, ...NO_REASON, refs: [], spans: [] }],
              effects: [],
              practice: 'p',
            },
          },
          n < degraded,
        );
    },
    at(ms: number) {
      state.now = BEGAN + ms;
      return watch.look();
    },
    async raised() {
      const metric = await registry.getSingleMetric('safeward_alarms_raised')?.get();
      return metric?.values.map(({ labels, value }) => `${labels.alarm} ${value}`);
    },
  };
}

async function told(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ type: string; subject: string; data: string }>(
    'select type, subject, data from outbox.message order by number',
  );
  return rows.map(({ type, subject, data }) => {
    const { state } = JSON.parse(data) as { state: string };
    return `${type} ${subject} ${state}`;
  });
}

describe('a measure far over its usual', () => {
  const ALARM = '{ id: burst, title: Something spreads, measure: any, over_usual: 5 }';

  it('is raised once, told, and over when it is calm again', async () => {
    const one = house(ALARM);
    await one.at(0);
    // Ten matches an hour for a day; five times that is about eight in ten minutes, and twenty are needed.
    for (let hour = 1; hour <= 24; hour++) {
      one.state.now = BEGAN + hour * HOUR;
      one.see(10, { measure: 'sample.dragon' });
      one.see(200, { measure: 'sample.unicorn' });
    }
    await one.at(DAY + 30 * MINUTE);
    expect(await told()).toEqual([]);

    one.see(25, { measure: 'sample.dragon' });
    one.see(25, { measure: 'sample.unicorn' });
    await one.at(DAY + 31 * MINUTE);
    await one.at(DAY + 32 * MINUTE);
    expect(await told()).toEqual(['alarm alarm:burst:sample.dragon raised']);
    expect(await one.raised()).toEqual(['burst 1']);
    const [raised] = await listAlarms(database.pool, 10);
    expect(raised).toMatchObject({
      id: 'burst',
      kind: 'over_usual',
      title: 'Something spreads',
      measure: 'sample.dragon',
      state: 'raised',
      counted: { matches: 25, window_minutes: 10 },
      over_at: null,
    });
    expect(raised?.said).toMatch(/^sample\.dragon matched 25 times in 10 min; usual are 1\.\d+$/);

    // The window has passed; a little later it is calm.
    await one.at(DAY + 39 * MINUTE);
    const last = DAY + 39 * MINUTE;
    await one.at(last + CALM_MS - 1);
    expect(await one.raised()).toEqual(['burst 1']);
    await one.at(last + CALM_MS);
    expect(await told()).toEqual([
      'alarm alarm:burst:sample.dragon raised',
      'alarm alarm:burst:sample.dragon over',
    ]);
    expect(await one.raised()).toEqual([]);
    await one.stop();
  });

  it('says nothing of a measure that has only just come into force', async () => {
    const one = house(ALARM);
    await one.at(0);
    one.see(500, { measure: 'sample.dragon' });
    await one.at(MINUTE);
    await one.at(5 * MINUTE);
    expect(await told()).toEqual([]);
    await one.stop();
  });

  it('looks at the one measure that it names', async () => {
    const one = house('{ id: burst, measure: sample.dragon, over_usual: 5, at_least: 1 }');
    await one.at(0);
    one.state.now = BEGAN + DAY;
    one.see(30, { measure: 'sample.unicorn' });
    await one.at(DAY);
    expect(await told()).toEqual([]);
    one.see(1, { measure: 'sample.dragon' });
    await one.at(DAY);
    expect(await told()).toEqual(['alarm alarm:burst:sample.dragon raised']);
    await one.stop();
  });

  it('begins anew where it was not in force for a while', async () => {
    const one = house('{ id: burst, measure: any, over_usual: 5 }');
    await one.at(0);
    const before = one.state.inForce;
    one.state.inForce = {
      ...before,
      base: { ...before.base, plan: planOf({ does: { unicorn: 'nudge' } }) },
    };
    await one.at(DAY);
    one.state.inForce = before;
    await one.at(2 * DAY);
    one.see(100, { measure: 'sample.dragon' });
    await one.at(2 * DAY + MINUTE);
    expect(await told()).toEqual([]);
    await one.stop();
  });
});

describe('other alarms', () => {
  it('too large a share of decisions is degraded, counted over all processes', async () => {
    const alarm = '{ id: parts, degraded_over: 1% }';
    const [one, two] = [house(alarm), house(alarm)];
    one.see(90, { degraded: 1 });
    two.see(90, { degraded: 1 });
    await Promise.all([one.at(0), two.at(0)]);
    await Promise.all([one.at(MINUTE), two.at(MINUTE)]);
    expect(await told()).toEqual(['alarm alarm:parts raised']);
    expect((await listAlarms(database.pool, 1))[0]?.counted).toEqual({
      decisions: 180,
      degraded: 2,
      window_minutes: 10,
    });
    // Both show it, whichever of them looked first: the other at its next look at the latest.
    await Promise.all([one.at(MINUTE), two.at(MINUTE)]);
    expect(await told()).toEqual(['alarm alarm:parts raised']);
    expect([await one.raised(), await two.raised()]).toEqual([['parts 1'], ['parts 1']]);
    await Promise.all([one.stop(), two.stop()]);
  });

  it('something has waited for too long', async () => {
    const one = house('{ id: late, held_longer_than: 24h }');
    await one.at(0);
    expect(one.asked).toEqual([BEGAN - DAY]);
    one.state.waiting = { held: 3, oldest: new Date(BEGAN - 2 * DAY) };
    await one.at(MINUTE);
    await one.at(2 * MINUTE);
    expect(await told()).toEqual(['alarm alarm:late raised']);
    expect((await listAlarms(database.pool, 1))[0]?.said).toBe(
      '3 held for longer than 24 h; the oldest since 2026-10-30T00:00:30.000Z',
    );
    one.state.waiting = null;
    await one.at(2 * MINUTE + CALM_MS);
    expect(await told()).toEqual(['alarm alarm:late raised', 'alarm alarm:late over']);
    await one.stop();
  });

  it('one that the practice does not ask for any more is over at once', async () => {
    const one = house('{ id: late, held_longer_than: 24h }');
    one.state.waiting = { held: 1, oldest: new Date(BEGAN) };
    await one.at(0);
    one.state.inForce = inForce('');
    await one.at(MINUTE);
    expect(await told()).toEqual(['alarm alarm:late raised', 'alarm alarm:late over']);
    await one.stop();
  });

  it('an overlay brings its own, and its word counts where both name one', async () => {
    const one = house('{ id: late, held_longer_than: 24h }');
    one.state.inForce = inForce(
      '{ id: late, held_longer_than: 24h }',
      '{ id: late, held_longer_than: 1h }, { id: soon, held_longer_than: 30m }',
    );
    await one.at(0);
    expect(one.asked).toEqual([BEGAN - HOUR, BEGAN - 30 * MINUTE]);
    await one.stop();
  });
});

it('what was counted is written down when a process stops, and old counts go', async () => {
  const one = house('');
  one.see(3, { measure: 'sample.dragon', degraded: 1 });
  await one.stop();
  const counts = async () => {
    const { rows } = await database.pool.query(
      `select decisions::int, degraded::int, (select sum(matches)::int from practices.measure_minute) as matches
       from practices.minute`,
    );
    return rows;
  };
  expect(await counts()).toEqual([{ decisions: 3, degraded: 1, matches: 3 }]);
  const later = house('');
  await later.at(10 * DAY);
  expect(await counts()).toEqual([]);
  await later.stop();
});

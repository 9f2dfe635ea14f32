import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Database, inTransaction, migrate, openDatabase } from '../platform/database/index.ts';
import { createLog } from '../platform/log/log.ts';
import { eventually, temporaryFolder } from '../test-kit/index.ts';
import type { Bank } from './bank.ts';
import { type FollowedBanks, followBanks } from './follow.ts';
import { bankMigrations } from './index.ts';
import { CHANNEL, insertBank, insertEntries, nextNumber, removeEntries } from './store.ts';

const folder = temporaryFolder();
const log = createLog('silent');
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
  await migrate(database.pool, [bankMigrations]);
  await inTransaction(database.pool, async (client) => insertBank(client, BANK, await nextNumber(client)));
});
afterAll(async () => {
  await database.close();
  folder.remove();
});
const following: FollowedBanks[] = [];
afterEach(async () => {
  await Promise.all(following.splice(0).map((one) => one.stop()));
});

const BANK: Bank = {
  name: 'PHRASES',
  kind: 'phrase',
  is_negative: false,
  radius: 31,
  enabled: 1,
  purpose: '',
  source: '',
  owner: '',
  harm: '',
  hint: '',
};

/** As another process would: with a look at the clock of its own. */
async function follow(pollMs: number): Promise<FollowedBanks> {
  const banks = await followBanks({ pool: database.pool, log, pollMs });
  following.push(banks);
  return banks;
}

async function add(...values: readonly string[]): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    const rows = values.map((value) => ({ value, note: '', expires_at: null }));
    await insertEntries(client, 'PHRASES', rows, await nextNumber(client));
  });
}

async function remove(...values: readonly string[]): Promise<void> {
  await inTransaction(database.pool, async (client) =>
    removeEntries(client, 'PHRASES', values, await nextNumber(client)),
  );
}

const knows = (banks: FollowedBanks, value: string): boolean => banks.match('phrase', value).length > 0;

async function isListening(): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    `select from pg_stat_activity where query = 'listen ${CHANNEL}'`,
  );
  return rowCount === 1;
}

describe('whoever follows the banks', () => {
  it('knows what was there, and hears of what comes and goes without looking', async () => {
    await add('was there');
    // So long that only a call can be the reason.
    const banks = await follow(600_000);
    expect(knows(banks, 'was there')).toBe(true);
    await add('is new');
    await eventually(() => knows(banks, 'is new'));
    await remove('is new');
    await eventually(() => !knows(banks, 'is new'));
  });

  it('sees by looking what was not called out', async () => {
    const banks = await follow(50);
    await eventually(isListening);
    // The connection that listens is lost, and what comes right then is called out to nobody.
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen ${CHANNEL}'`,
    );
    await add('in between');
    await eventually(() => knows(banks, 'in between'));
    // And another connection listens.
    await eventually(isListening);
  });

  it('acts at once on what was changed here', async () => {
    const banks = await follow(600_000);
    for (const n of [1, 2, 3]) {
      await add(`here ${n}`);
      await banks.refresh();
      expect(knows(banks, `here ${n}`)).toBe(true);
    }
  });

  it('misses nothing where many change at once, and some changes take long', async () => {
    const banks = await follow(20);
    const slow = inTransaction(database.pool, async (client) => {
      const number = await nextNumber(client);
      await client.query('select pg_sleep(0.2)');
      await insertEntries(client, 'PHRASES', [{ value: 'slow', note: '', expires_at: null }], number);
    });
    await Promise.all(Array.from({ length: 40 }, (_, n) => add(`many ${n}`)));
    await slow;
    await banks.refresh();
    expect(knows(banks, 'slow')).toBe(true);
    for (let n = 0; n < 40; n++) expect(knows(banks, `many ${n}`)).toBe(true);
  });

  it('reads more than a page', async () => {
    await add(...Array.from({ length: 45_000 }, (_, n) => `page ${n}`));
    const banks = await follow(600_000);
    for (const n of [0, 19_999, 20_000, 39_999, 40_000, 44_999]) expect(knows(banks, `page ${n}`)).toBe(true);
    await remove('page 0', 'page 44999');
    await banks.refresh();
    expect(knows(banks, 'page 0') || knows(banks, 'page 44999')).toBe(false);
    expect(knows(banks, 'page 20000')).toBe(true);
  });
});

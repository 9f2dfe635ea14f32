import type { Pool, PoolClient } from '../platform/database/index.ts';
import type { Bank, BankKind, Entry } from './bank.ts';

type Client = Pick<PoolClient, 'query'>;

/** Who listens hears of a change by this name; the number of the change comes with it. */
export const CHANNEL = 'safeward_banks';

/**
 * Takes the number of a change, within the caller's transaction, and tells those who listen when it commits. Changes wait
 * for each other from here to their commit.
 */
export async function nextNumber(client: Client): Promise<string> {
  const { rows } = await client.query<{ number: string }>(
    'update banks.clock set number = number + 1 returning number',
  );
  const number = rows[0]?.number;
  if (number === undefined) throw new Error('banks.clock has no row');
  await client.query('select pg_notify($1, $2)', [CHANNEL, number]);
  return number;
}

const BANK = 'name, kind, is_negative, radius, enabled, purpose, source, owner, harm, hint';
const ENTRY = 'id, bank, value, note, added_at, expires_at';

/** @returns false where there is one of this name */
export async function insertBank(client: Client, bank: Bank, number: string): Promise<boolean> {
  const { name, kind, is_negative, radius, enabled, purpose, source, owner, harm, hint } = bank;
  const { rowCount } = await client.query(
    `insert into banks.bank (${BANK}, changed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (name) do nothing`,
    [name, kind, is_negative, radius, enabled, purpose, source, owner, harm, hint, number],
  );
  return rowCount === 1;
}

export async function kindOf(client: Client, name: string): Promise<BankKind | null> {
  const { rows } = await client.query<{ kind: BankKind }>('select kind from banks.bank where name = $1', [
    name,
  ]);
  return rows[0]?.kind ?? null;
}

export interface NewEntry {
  readonly value: string;
  readonly note: string;
  readonly expires_at: string | null;
}

/** Adds what is not there yet. @returns how many were */
export async function insertEntries(
  client: Client,
  bank: string,
  entries: readonly NewEntry[],
  number: string,
): Promise<number> {
  const { rowCount } = await client.query(
    `insert into banks.entry (bank, value, note, expires_at, changed)
     select $1, value, note, expires_at, $5
     from unnest($2::text[], $3::text[], $4::timestamptz[]) as new (value, note, expires_at)
     on conflict (bank, value) where removed_at is null do nothing`,
    [
      bank,
      entries.map(({ value }) => value),
      entries.map(({ note }) => note),
      entries.map(({ expires_at }) => expires_at),
      number,
    ],
  );
  return rowCount ?? 0;
}

/** @returns how many were there */
export async function removeEntries(
  client: Client,
  bank: string,
  values: readonly string[],
  number: string,
): Promise<number> {
  const { rowCount } = await client.query(
    `update banks.entry set removed_at = clock_timestamp(), changed = $3
     where bank = $1 and value = any($2::text[]) and removed_at is null`,
    [bank, values, number],
  );
  return rowCount ?? 0;
}

export interface ListedBank extends Bank {
  readonly entries: number;
}

export async function listBanks(pool: Pool): Promise<readonly ListedBank[]> {
  const { rows } = await pool.query<ListedBank>(
    `select ${BANK}, (select count(*)::int from banks.entry where bank = name and removed_at is null) as entries
     from banks.bank order by name`,
  );
  return rows;
}

interface EntryRow {
  readonly id: string;
  readonly bank: string;
  readonly value: string;
  readonly note: string;
  readonly added_at: Date;
  readonly expires_at: Date | null;
}

/** In the order in which they were added, after the entry of an id. */
export async function listEntries(
  pool: Pool,
  bank: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Entry[]> {
  const { rows } = await pool.query<EntryRow>(
    `select ${ENTRY} from banks.entry where bank = $1 and removed_at is null and id > $2 order by id limit $3`,
    [bank, after, limit],
  );
  return rows.map(toEntry);
}

function toEntry({ id, added_at, expires_at, ...row }: EntryRow): Entry {
  return {
    ...row,
    id: Number(id),
    added_at: added_at.toISOString(),
    expires_at: expires_at?.toISOString() ?? null,
  };
}

/** An entry as it now is: in force, or removed. */
export interface EntryState {
  readonly id: number;
  readonly bank: string;
  readonly value: string;
  readonly expiresAt: number | null;
  readonly isRemoved: boolean;
}

export interface Changes {
  readonly banks: readonly Bank[];
  readonly entries: readonly EntryState[];
  /** Up to here everything is in; the next look begins behind it. */
  readonly number: string;
  readonly isAll: boolean;
}

const PAGE = 20_000;

/**
 * What has changed after a number, oldest first. Entries of one change may be many; they come by pages, and the number
 * stays before a change of which not all have been read.
 *
 * @param place the number of the last change that is wholly known, and the last entry that is known of the next
 */
export async function readChanges(
  pool: Pool,
  place: { readonly number: string; readonly changed: string; readonly id: string },
): Promise<
  Changes & { readonly place: { readonly number: string; readonly changed: string; readonly id: string } }
> {
  // One statement, one snapshot: what it sees of the entries belongs to the number that it sees.
  const { rows } = await pool.query<{ number: string; banks: Bank[]; entries: RawState[] }>(
    `select (select number from banks.clock) as number,
       (select coalesce(json_agg(row_to_json(b)), '[]') from
         (select ${BANK} from banks.bank where changed > $1::bigint order by changed) as b) as banks,
       (select coalesce(json_agg(row_to_json(e)), '[]') from
         (select entry.id::text, bank, value, extract(epoch from expires_at) * 1000 as expires, removed_at is not null as removed,
                 changed::text
          from banks.entry where (changed, id) > ($2::bigint, $3::bigint) order by entry.changed, entry.id limit ${PAGE}) as e) as entries`,
    [place.number, place.changed, place.id],
  );
  const [{ number = place.number, banks = [], entries = [] } = {}] = rows;
  const last = entries.at(-1);
  const isAll = entries.length < PAGE;
  return {
    banks,
    entries: entries.map(({ id, bank, value, expires, removed }) => ({
      id: Number(id),
      bank,
      value,
      expiresAt: expires,
      isRemoved: removed,
    })),
    number,
    isAll,
    place: {
      number,
      changed: isAll ? number : (last?.changed ?? place.changed),
      id: isAll ? MOST_ID : (last?.id ?? place.id),
    },
  };
}

/** Behind every entry of a change. */
const MOST_ID = '9223372036854775807';

interface RawState {
  readonly id: string;
  readonly bank: string;
  readonly value: string;
  readonly expires: number | null;
  readonly removed: boolean;
  readonly changed: string;
}

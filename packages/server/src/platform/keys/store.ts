import { inTransaction, type Pool, type PoolClient } from '../database/index.ts';
import { appendRecords, type NewRecord } from '../leaves/index.ts';
import type { Rate } from '../rate-limit/index.ts';
import { hashSecret, isScope, type Key, makeKey, type Scope } from './key.ts';

/** What counts while a key is in use. */
interface UseRow {
  readonly id: string;
  readonly scopes: string[];
  readonly shadow: boolean;
  readonly test: boolean;
  readonly rate_count: number | null;
  readonly rate_seconds: number | null;
  readonly rate_burst: number | null;
}

interface Row extends UseRow {
  readonly name: string;
  readonly created_at: Date;
  readonly revoked_at: Date | null;
}

const USE_COLUMNS = 'id, scopes, shadow, test, rate_count, rate_seconds, rate_burst';
const COLUMNS = `${USE_COLUMNS}, name, created_at, revoked_at`;

/** What a new key is for. */
export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly shadow?: boolean;
  /** Takes no scopes but `TEST_SCOPES`. */
  readonly test?: boolean;
  readonly rate?: Rate | null;
}

/** A key that was just made. */
export interface MadeKey {
  /** The key itself, which cannot be read again. */
  readonly key: string;
  readonly created: Key;
}

/** Makes a key and stores its hash. */
export function createKey(pool: Pool, key: NewKey): Promise<MadeKey> {
  return inTransaction(pool, (client) => insertKey(client, key));
}

/** Whoever makes the first key of a database takes this; any number will do, as long as every Safeward takes the same. */
const FIRST_KEY_LOCK = 7_233_927_013;

/** Makes a key where there never was one, revoked ones counted; null where there was. Of several at once one makes it. */
export function createFirstKey(pool: Pool, key: NewKey): Promise<MadeKey | null> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [FIRST_KEY_LOCK]);
    const { rowCount } = await client.query('select from keys.key limit 1');
    return rowCount === 0 ? insertKey(client, key) : null;
  });
}

async function insertKey(
  client: PoolClient,
  { name, scopes, shadow = false, test = false, rate = null }: NewKey,
): Promise<MadeKey> {
  const made = makeKey(test);
  const { rows } = await client.query<Row>(
    `insert into keys.key (id, name, scopes, secret_hash, shadow, test, rate_count, rate_seconds, rate_burst)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
    [made.id, name, scopes, hashSecret(made.secret), shadow, test, rate?.count, rate?.seconds, rate?.burst],
  );
  const [stored] = rows;
  if (!stored) throw new Error('the key was not stored');
  const created = fromRow(stored);
  await appendRecords(client, [keyRecord('key.created', created)]);
  return { key: made.key, created };
}

/** Every key ever made, oldest first, the revoked ones too. */
export async function listKeys(pool: Pool): Promise<readonly Key[]> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from keys.key order by created_at, id`);
  return rows.map(fromRow);
}

/**
 * Ends a key for good, in running servers within a second. A second time changes nothing.
 *
 * @returns the key, or null where there is none of that id
 */
export async function revokeKey(pool: Pool, id: string): Promise<Key | null> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'update keys.key set revoked_at = now() where id = $1 and revoked_at is null',
      [id],
    );
    const { rows } = await client.query<Row>(`select ${COLUMNS} from keys.key where id = $1`, [id]);
    const key = rows[0] ? fromRow(rows[0]) : null;
    if (key !== null && rowCount === 1) await appendRecords(client, [keyRecord('key.revoked', key)]);
    return key;
  });
}

/** What the log says of a key: everything but the secret, which is nowhere. */
function keyRecord(type: 'key.created' | 'key.revoked', { name, ...key }: Key): NewRecord {
  return {
    type,
    parts: [
      ['key', JSON.stringify(key)],
      ['name', JSON.stringify(name)],
    ],
  };
}

/** A key that may be used now. */
export interface LiveKey {
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly shadow: boolean;
  readonly test: boolean;
  readonly rate: Rate | null;
  readonly hash: Buffer;
}

export async function loadLiveKeys(pool: Pool): Promise<ReadonlyMap<string, LiveKey>> {
  const { rows } = await pool.query<UseRow & { readonly secret_hash: Buffer }>(
    `select ${USE_COLUMNS}, secret_hash from keys.key where revoked_at is null`,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        scopes: new Set(row.scopes.filter(isScope)),
        shadow: row.shadow,
        test: row.test,
        rate: rateOf(row),
        hash: row.secret_hash,
      },
    ]),
  );
}

function fromRow(row: Row): Key {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes.filter(isScope),
    shadow: row.shadow,
    test: row.test,
    rate: rateOf(row),
    created_at: row.created_at.toISOString(),
    revoked_at: row.revoked_at?.toISOString() ?? null,
  };
}

function rateOf({ rate_count: count, rate_seconds: seconds, rate_burst: burst }: UseRow): Rate | null {
  return count === null || seconds === null || burst === null ? null : { count, seconds, burst };
}

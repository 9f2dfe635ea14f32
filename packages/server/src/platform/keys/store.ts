import type { Pool } from '../database/index.ts';
import { hashSecret, isScope, type Key, makeKey, type Scope } from './key.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly shadow: boolean;
  readonly created_at: Date;
  readonly revoked_at: Date | null;
}

/** What a new key is for. */
export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly shadow?: boolean;
}

/**
 * Makes a key and stores its hash.
 *
 * @returns the key itself, which cannot be read again, and what is known of it
 */
export async function createKey(
  pool: Pool,
  { name, scopes, shadow = false }: NewKey,
): Promise<{ readonly key: string; readonly created: Key }> {
  const made = makeKey();
  const { rows } = await pool.query<Row>(
    `insert into keys.key (id, name, scopes, secret_hash, shadow) values ($1, $2, $3, $4, $5)
     returning id, name, scopes, shadow, created_at, revoked_at`,
    [made.id, name, scopes, hashSecret(made.secret), shadow],
  );
  const [row] = rows;
  if (!row) throw new Error('the key was not stored');
  return { key: made.key, created: fromRow(row) };
}

/** Every key ever made, oldest first, the revoked ones too. */
export async function listKeys(pool: Pool): Promise<readonly Key[]> {
  const { rows } = await pool.query<Row>(
    'select id, name, scopes, shadow, created_at, revoked_at from keys.key order by created_at, id',
  );
  return rows.map(fromRow);
}

/**
 * Ends a key for good, in running servers within a second. A second time changes nothing.
 *
 * @returns the key, or null where there is none of that id
 */
export async function revokeKey(pool: Pool, id: string): Promise<Key | null> {
  const { rows } = await pool.query<Row>(
    `update keys.key set revoked_at = coalesce(revoked_at, now()) where id = $1
     returning id, name, scopes, shadow, created_at, revoked_at`,
    [id],
  );
  return rows[0] ? fromRow(rows[0]) : null;
}

/** A key that may be used now. */
export interface LiveKey {
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly shadow: boolean;
  readonly hash: Buffer;
}

export async function loadLiveKeys(pool: Pool): Promise<ReadonlyMap<string, LiveKey>> {
  const { rows } = await pool.query<{ id: string; scopes: string[]; shadow: boolean; secret_hash: Buffer }>(
    'select id, scopes, shadow, secret_hash from keys.key where revoked_at is null',
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        scopes: new Set(row.scopes.filter(isScope)),
        shadow: row.shadow,
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
    created_at: row.created_at.toISOString(),
    revoked_at: row.revoked_at?.toISOString() ?? null,
  };
}

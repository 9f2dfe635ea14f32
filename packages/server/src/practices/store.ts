import type { Practice, SourceFile } from '@safeward/engine';
import type { Pool } from '../platform/database/index.ts';

/** A version of the practice that was in force from a moment on. */
export interface Activation {
  readonly hash: string;
  readonly name: string;
  readonly version: string;
  readonly activated_at: string;
}

/** Stores a version once; its hash names it for good. */
export async function storeVersion(
  pool: Pool,
  practice: Practice,
  sources: readonly SourceFile[],
): Promise<void> {
  await pool.query(
    `insert into practices.version (hash, name, version, sources) values ($1, $2, $3, $4)
     on conflict (hash) do nothing`,
    [practice.hash, practice.name, practice.version, JSON.stringify(sources)],
  );
}

/** Puts a stored version in force. That it is already is no second activation. */
export async function recordActivation(pool: Pool, hash: string): Promise<void> {
  await pool.query(
    `insert into practices.activation (hash)
     select $1::text where $1::text is distinct from (select hash from practices.activation order by number desc limit 1)`,
    [hash],
  );
}

/** The sources of the version in force; null where none was ever activated. */
export async function loadActiveSources(pool: Pool): Promise<readonly SourceFile[] | null> {
  const { rows } = await pool.query<{ sources: string }>(
    `select sources from practices.activation join practices.version using (hash) order by number desc limit 1`,
  );
  // Written by `storeVersion` and by nobody else.
  return rows[0] ? (JSON.parse(rows[0].sources) as SourceFile[]) : null;
}

/** Newest first. */
export async function listActivations(pool: Pool, limit: number): Promise<readonly Activation[]> {
  const { rows } = await pool.query<{ hash: string; name: string; version: string; activated_at: Date }>(
    `select hash, name, version, activated_at from practices.activation join practices.version using (hash)
     order by number desc limit $1`,
    [limit],
  );
  return rows.map((row) => ({ ...row, activated_at: row.activated_at.toISOString() }));
}

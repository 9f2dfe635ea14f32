import type { SourceFile } from '@safeward/engine';
import type { Pool, PoolClient } from '../platform/database/index.ts';
import { appendRecords } from '../platform/leaves/index.ts';

type Queryable = Pick<PoolClient, 'query'> | Pool;

/** A version of a practice, without its sources. */
export interface Version {
  /** `sha256:…` of what it says. */
  readonly hash: string;
  readonly name: string;
  readonly version: string;
  /** `name@version#sha256:…`, as decisions name it. */
  readonly practice: string;
  readonly uploaded_by: string | null;
  readonly stored_at: string;
}

interface Row {
  readonly hash: string;
  readonly name: string;
  readonly version: string;
  readonly uploaded_by: string | null;
  readonly stored_at: Date;
}

const COLUMNS = 'hash, name, version, uploaded_by, stored_at';

/**
 * Stores a version once; its hash names it for good.
 *
 * @returns whether it is new
 */
export async function storeVersion(
  client: PoolClient,
  practice: { readonly name: string; readonly version: string; readonly hash: string },
  sources: readonly SourceFile[],
  by: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into practices.version (hash, name, version, sources, uploaded_by) values ($1, $2, $3, $4, $5)
     on conflict (hash) do nothing`,
    [practice.hash, practice.name, practice.version, JSON.stringify(sources), by],
  );
  if (rowCount !== 1) return false;
  const { name, version, hash } = practice;
  await appendRecords(client, [
    {
      type: 'practice.version',
      practice: hash,
      subject: hash,
      parts: [
        ['people', JSON.stringify({ uploaded_by: by })],
        ['sources', JSON.stringify(sources)],
        ['version', JSON.stringify({ name, version, hash })],
      ],
    },
  ]);
  return true;
}

/** Newest first. */
export async function listVersions(client: Queryable, limit: number): Promise<readonly Version[]> {
  const { rows } = await client.query<Row>(
    `select ${COLUMNS} from practices.version order by stored_at desc, hash limit $1`,
    [limit],
  );
  return rows.map(fromRow);
}

/**
 * The versions that may be meant: by hash (whole, or its first eight digits and more), or by `name@version`, newest
 * first.
 */
export async function findVersions(client: Queryable, called: string): Promise<readonly Version[]> {
  const [, digits] = /^(?:sha256:)?([0-9a-f]{8,64})$/.exec(called) ?? [];
  const at = called.lastIndexOf('@');
  const { rows } = await client.query<Row>(
    digits === undefined
      ? `select ${COLUMNS} from practices.version where name = $1 and version = $2 order by stored_at desc`
      : `select ${COLUMNS} from practices.version where starts_with(hash, $1) order by stored_at desc`,
    digits === undefined ? [called.slice(0, Math.max(at, 0)), called.slice(at + 1)] : [`sha256:${digits}`],
  );
  return rows.map(fromRow);
}

/** Null where there is no such version. */
export async function loadSources(client: Queryable, hash: string): Promise<readonly SourceFile[] | null> {
  const { rows } = await client.query<{ sources: string }>(
    'select sources from practices.version where hash = $1',
    [hash],
  );
  // Written by `storeVersion` and by nobody else.
  return rows[0] ? (JSON.parse(rows[0].sources) as SourceFile[]) : null;
}

export function labelOf({ name, version, hash }: Pick<Version, 'name' | 'version' | 'hash'>): string {
  return `${name}@${version}#${hash}`;
}

function fromRow(row: Row): Version {
  const { hash, name, version, uploaded_by } = row;
  return {
    hash,
    name,
    version,
    practice: labelOf(row),
    uploaded_by,
    stored_at: row.stored_at.toISOString(),
  };
}

import { type Parts, sealLeaf } from '@safeward/ledger';
import type { Pool } from '../database/index.ts';
import { type LeafType, leafOf, type RecordedLeaf, saltsOf } from './record.ts';

interface Row {
  readonly id: string;
  readonly type: LeafType;
  readonly at: Date;
  readonly practice: string | null;
  readonly parts: string;
  readonly seal: string;
}

export interface RecordFilter {
  readonly ids?: readonly string[] | undefined;
  /** Only what is about these. */
  readonly subjects?: readonly string[] | undefined;
  /** Only what is about no decision. */
  readonly general?: boolean | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** Ids greater than this one. */
  readonly after?: string | undefined;
}

/** Records that have no table of their own, oldest first. */
export async function findRecords(
  pool: Pool,
  { ids, subjects, general, since, until, after }: RecordFilter,
  limit: number,
): Promise<readonly RecordedLeaf[]> {
  const { rows } = await pool.query<Row>(
    `select id, type, at, practice, parts, seal from leaves.record
     where ($1::text[] is null or subject = any ($1)) and (not $2 or type <> 'resolution')
       and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
       and ($5::text is null or id > $5) and ($7::text[] is null or id = any ($7))
     order by id limit $6`,
    [subjects ?? null, general ?? false, since ?? null, until ?? null, after ?? null, limit, ids ?? null],
  );
  return rows.map(({ id, type, at, practice, parts, seal }) => {
    const named: Parts = Object.entries(JSON.parse(parts) as Readonly<Record<string, string>>);
    const salts = saltsOf(seal);
    const remade = sealLeaf({ type, at: at.getTime(), record: id, practice }, named, salts);
    return { id, type, at: at.getTime(), parts: named, salts, leaf: leafOf(seal), remade };
  });
}

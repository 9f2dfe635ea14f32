import type { Event } from '@safeward/engine';
import type { Pool } from '../platform/database/index.ts';
import { leafOf, type RecordedLeaf, saltsOf } from '../platform/leaves/index.ts';
import { partsOf, resealed } from './seal.ts';

/** Which decisions. */
export interface SealedFilter {
  readonly ids?: readonly string[] | undefined;
  readonly actor?: string | undefined;
  readonly measure?: string | undefined;
  /** Ids greater than this one. */
  readonly after?: string | undefined;
  /** Ids less than this one. */
  readonly before?: string | undefined;
}

interface Row {
  readonly id: string;
  readonly eventId: string;
  readonly eventHash: string;
  readonly decidedAt: Date;
  readonly actor: string;
  readonly answer: string;
  readonly event: string | null;
  readonly known: string | null;
  readonly seal: string;
}

/** One page, oldest first. Decisions that are older than the log have no leaf, and are passed over. */
export async function sealedDecisions(
  pool: Pool,
  { ids, actor, measure, after, before }: SealedFilter,
  limit: number,
): Promise<readonly RecordedLeaf[]> {
  const values: unknown[] = [];
  const where = ['seal is not null'];
  const add = (value: unknown, condition: (parameter: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  add(ids, (p) => `id = any (${p}::text[])`);
  add(actor, (p) => `actor = ${p}`);
  add(measure, (p) => `measures @> array[${p}::text] and measures <> '{}'`);
  add(after, (p) => `id > ${p}`);
  add(before, (p) => `id < ${p}`);
  const { rows } = await pool.query<Row>(
    `select id, event_id as "eventId", encode(event_hash, 'hex') as "eventHash", decided_at as "decidedAt", actor,
       answer, event, known, seal
     from gate.decision where ${where.join(' and ')} order by id limit ${limit}`,
    values,
  );
  return rows.map(fromRow);
}

function fromRow({ seal, event, decidedAt, ...row }: Row): RecordedLeaf {
  const at = decidedAt.getTime();
  const record = { ...row, decidedAt: at };
  try {
    // Written by this area, unless somebody altered it: then its leaf tells, if it can be read at all.
    const kept = event === null ? null : (JSON.parse(event) as Event);
    return {
      id: row.id,
      type: 'decision',
      at,
      parts: partsOf(record, kept),
      salts: saltsOf(seal),
      leaf: leafOf(seal),
      remade: resealed(record, kept, seal),
    };
  } catch {
    const remade = { entry: '', leaf: '' };
    return { id: row.id, type: 'decision', at, parts: [], salts: saltsOf(seal), leaf: leafOf(seal), remade };
  }
}

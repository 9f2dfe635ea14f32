import type { PoolClient } from '../../platform/database/index.ts';

/** A part of the records that lies in files of its own: a day, what was there before there were days, or the rest. */
export interface Part {
  /** Behind `gate.decision_` and `gate.resolution_`. */
  readonly name: string;
  /** Ids of its decisions are not less than this; empty where there is no such bound. */
  readonly from: string;
  /** Ids of its decisions are less than this; null for the rest, which has no bounds. */
  readonly to: string | null;
}

/** Whoever makes or drops a day takes this; any number will do, as long as every Safeward takes the same one. */
export const DAYS_LOCK = 7_233_927_011;

/** In their order; the rest comes last. Names are ours, so they go into statements as they are. */
export async function listParts(client: Pick<PoolClient, 'query'>): Promise<readonly Part[]> {
  const { rows } = await client.query<Part>({
    name: 'parts',
    text: `select substring(relname from '^decision_(\\w+)$') as name,
        coalesce(substring(bounds from $$FROM \\('([^']+)'\\)$$), '') as "from",
        substring(bounds from $$TO \\('([^']+)'\\)$$) as "to"
      from pg_inherits join pg_class on pg_class.oid = inhrelid,
        lateral pg_get_expr(relpartbound, pg_class.oid) as bounds
      where inhparent = 'gate.decision'::regclass and not inhdetachpending
      order by bounds = 'DEFAULT', 2`,
  });
  return rows;
}

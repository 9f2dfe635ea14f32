import type { Pool } from '../platform/database/index.ts';

/** One line for each column, constraint and index of our schemas, in a fixed order; days come and go, and are left out. */
const DUMP = `
  with ours as (
    select c.oid, n.nspname || '.' || c.relname
      || coalesce(' partition by ' || pg_get_partkeydef(c.oid), ' partition ' || pg_get_expr(c.relpartbound, c.oid), '') as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and (not c.relispartition or c.relname like '%\\_rest') and n.nspname not in ('pg_catalog', 'information_schema')
      and n.nspname not like 'pg_toast%'
  )
  select name, 1 as sort, attnum::int as position,
    '  ' || attname || ' ' || format_type(atttypid, atttypmod)
    || coalesce(' collate ' || quote_ident(nullif(l.collname, 'default')), '')
    || case when attnotnull then ' not null' else '' end
    || case when attidentity <> '' then ' identity' else '' end
    || coalesce(' default ' || pg_get_expr(adbin, adrelid), '') as line
  from ours join pg_attribute a on attrelid = ours.oid and attnum > 0 and not attisdropped
  left join pg_attrdef on adrelid = ours.oid and adnum = attnum
  left join pg_collation l on l.oid = a.attcollation
  union all
  select name, 2, 0, '  ' || pg_get_constraintdef(o.oid)
  from ours join pg_constraint o on conrelid = ours.oid where contype <> 'n'
  union all
  select name, 3, 0, '  ' || pg_get_indexdef(indexrelid)
  from ours join pg_index on indrelid = ours.oid
  order by 1, 2, 3, 4`;

/** All tables of ours, as text that is the same for the same tables. */
export async function dumpSchema(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string; line: string }>(DUMP);
  const tables = [...Map.groupBy(rows, ({ name }) => name)].map(([name, lines]) =>
    [name, ...lines.map(({ line }) => line)].join('\n'),
  );
  return `${tables.join('\n\n')}\n`;
}

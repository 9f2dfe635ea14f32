import { DEFAULT_LIMITS, type Event, type Parsed, parseEvent, parseJson } from '@safeward/engine';
import { type Imported, type ImportOptions, importRows } from '../../people/index.ts';
import { textArray } from '../../platform/database/arrays.ts';
import type { PoolClient } from '../../platform/database/index.ts';

/** Bytes of one line. */
export const MAX_EVENT_LINE = DEFAULT_LIMITS.totalBytes;

interface Row {
  readonly id: string;
  readonly text: string;
}

/**
 * Stores the events of a file without deciding them. One that was imported before stays as it is.
 *
 * @param keepDays for so many days from now
 */
export function importEvents(
  options: Omit<ImportOptions, 'kind' | 'at'>,
  keepDays: number,
): Promise<Imported> {
  const at = new Date().toISOString();
  return importRows(
    { ...options, at },
    {
      kind: 'events',
      parse: parseLine,
      store: (client, rows) => store(client, rows, keepDays),
    },
  );
}

function parseLine(bytes: Uint8Array): Parsed<Row> {
  const json = parseJson(bytes, DEFAULT_LIMITS);
  if (!json.ok) return json;
  const event: Parsed<Event> = parseEvent(json.value);
  if (!event.ok) return event;
  return { ok: true, value: { id: event.value.id, text: JSON.stringify(event.value) } };
}

async function store(client: PoolClient, rows: readonly Row[], keepDays: number): Promise<void> {
  await client.query({
    name: 'import-events',
    text: `insert into gate.imported (id, event, keep_until)
      select id, event, now() + $3 * interval '1 day' from unnest($1::text[], $2::text[]) as r (id, event)
      on conflict (id) do nothing`,
    values: [textArray(rows.map(({ id }) => id)), textArray(rows.map(({ text }) => text)), keepDays],
  });
}

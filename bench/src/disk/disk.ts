import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event, SourceFile } from '@safeward/engine';
import { createLog, startServer } from '@safeward/server';
import type { Options } from '../arguments.ts';
import { CannotMeasure } from '../cannot-measure.ts';
import { eventId, makeTraffic } from '../gate/requests.ts';
import { readPractice } from '../input/starter.ts';
import type { Progress } from '../output/progress.ts';
import type { Report } from '../result.ts';
import { CLASSES, type KeepClass, type Measured, reportDisk } from './report.ts';

const EVENTS = 2_000;
const DEFAULT_SECONDS = 30;
const BATCH = 100;
const AT_ONCE = 4;

/**
 * Has the real server decide the same events under practices that differ in what they keep, and measures what its
 * database has grown by: tables, indexes, and the log that is written before them.
 *
 * @throws {CannotMeasure} where requests were refused, or records are missing
 */
export async function benchDisk(options: Options, say: Progress, count = EVENTS): Promise<Report> {
  const starter = readPractice();
  const { events } = makeTraffic(starter, count, options.seed);
  const seconds = (options.seconds ?? DEFAULT_SECONDS) / CLASSES.length;
  const measured: Measured[] = [];
  for (const keep of CLASSES) {
    say(`keep: ${keep} …`);
    measured.push(await measure(keep, keeping(starter, keep), events, seconds));
  }
  return reportDisk(options, measured);
}

/** The practice, but for what it keeps. */
function keeping(files: readonly SourceFile[], keep: KeepClass): readonly SourceFile[] {
  return files.map(({ path, text }) => {
    if (!/^practice:/m.test(text)) return { path, text };
    return {
      path,
      text: `${text.replace(/^keep:.*(?:\n[ #].*)*\n?/m, '')}\nkeep: { otherwise: ${keep}, days: 90 }\n`,
    };
  });
}

async function measure(
  keep: KeepClass,
  practiceFiles: readonly SourceFile[],
  events: readonly Event[],
  seconds: number,
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'safeward-bench-'));
  // Where this runs as root, the database runs as another account and has to reach its own folder inside.
  chmodSync(folder, 0o711);
  const server = await startServer({
    dataDir: join(folder, 'data'),
    practiceFiles,
    port: 0,
    log: createLog('warn'),
  });
  try {
    const { pool } = server.database;
    const size = async () => {
      const { rows } = await pool.query<
        Record<'tables' | 'indexes' | 'events' | 'wal' | 'decisions', number>
      >(
        `select coalesce(sum(pg_table_size(c.oid)) filter (where relname <> 'event'), 0)::float8 as tables,
           coalesce(sum(pg_indexes_size(c.oid)) filter (where relname <> 'event'), 0)::float8 as indexes,
           pg_total_relation_size('gate.event')::float8 as events,
           (pg_current_wal_lsn() - '0/0'::pg_lsn)::float8 as wal,
           (select count(*) from gate.decision)::float8 as decisions
         from pg_class c where relnamespace = 'gate'::regnamespace and relkind = 'r'`,
      );
      return rows[0] ?? { tables: 0, indexes: 0, events: 0, wal: 0, decisions: 0 };
    };
    const before = await size();
    const sent = await send(server.url, server.firstKey ?? '', events, seconds);
    const after = await size();
    if (after.decisions !== sent)
      throw new CannotMeasure(`${sent} events were answered, ${after.decisions} are recorded.`);
    const each = (part: keyof typeof before) => (after[part] - before[part]) / sent;
    return {
      keep,
      decisions: sent,
      table: each('tables'),
      indexes: each('indexes'),
      events: each('events'),
      wal: each('wal'),
    };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sends batches until the time is over. @returns how many events were answered */
async function send(url: string, key: string, events: readonly Event[], seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let next = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) {
      const batch = Array.from({ length: BATCH }, () => {
        const number = next++;
        return { ...events[number % events.length], id: eventId(number) };
      });
      const answer = await fetch(`${url}/v1/decisions/batch?deadline_ms=60000`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ events: batch }),
      });
      if (answer.status !== 200) throw new CannotMeasure(`A batch was answered ${answer.status}.`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return next;
}

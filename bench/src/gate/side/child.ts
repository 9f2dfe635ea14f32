import type { Database } from '@safeward/server';
import type { FromSide, Kept, Ready, ToSide } from './protocol.ts';

export interface Running extends Ready {
  readonly database: Database;
  /** Stops taking requests, then the database. */
  close(): Promise<void>;
}

/**
 * Runs a server in this process until its parent wants it to stop, or is gone. Ctrl-C reaches every process in front;
 * only the parent decides what follows from it.
 */
export function serveForParent<Start>(start: (message: Start) => Promise<Running>): void {
  let running: Promise<Running> | null = null;
  let started = process.cpuUsage();
  process.on('SIGINT', () => {});
  process.on('disconnect', async () => {
    await running?.then(({ close }) => close()).catch(() => {});
    process.exit();
  });
  process.on('message', async (message: ToSide<Start>) => {
    try {
      switch (message.kind) {
        case 'start': {
          running = start(message.start);
          const { url, key } = await running;
          started = process.cpuUsage();
          return tell({ kind: 'ready', url, key });
        }
        case 'look': {
          const { rss, heapUsed } = process.memoryUsage();
          return tell({ kind: 'looked', rss, heapUsed, cpuSeconds: cpuSince(started) });
        }
        case 'stop': {
          const cpuSeconds = cpuSince(started);
          const kept = await stop(await running);
          return tell({ kind: 'stopped', ...kept, cpuSeconds }, () => process.exit());
        }
      }
    } catch (error) {
      tell({
        kind: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  });
}

function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

async function stop(running: Running | null): Promise<Omit<Kept, 'cpuSeconds'>> {
  if (running === null) throw new Error('told to stop before it was told to start');
  const { rows } = await running.database.pool.query<{ records: string; bytes: string }>(
    `select count(*) as records, coalesce(sum(octet_length(answer) + coalesce(octet_length(event), 0)), 0) as bytes
       from gate.decision`,
  );
  await running.close();
  return { records: Number(rows[0]?.records), bytes: Number(rows[0]?.bytes) };
}

function tell(message: FromSide, then?: () => void): void {
  // A parent that is gone needs no telling; what is open is closed when it goes.
  if (process.connected) process.send?.(message, undefined, undefined, then);
}

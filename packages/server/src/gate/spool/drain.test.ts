import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../platform/log/log.ts';
import { temporaryFolder } from '../../test-kit/index.ts';
import type { DecisionRecord, RecordedAnswer } from '../record.ts';
import { createDrainer } from './drain.ts';
import { openSpool, type Spool } from './spool.ts';

let temporary: ReturnType<typeof temporaryFolder>;
let folder: string;
let spool: Spool;
beforeEach(async () => {
  temporary = temporaryFolder();
  folder = join(temporary.path, 'spool');
  mkdirSync(folder);
  spool = await openSpool(folder, createLog('silent'));
});
afterEach(async () => {
  await spool.close();
  temporary.remove();
});

const record = (n: number): DecisionRecord => ({
  id: `dec_${n}`,
  eventId: `e${n}`,
  eventHash: 'aa',
  decidedAt: n,
  kind: 'message',
  actor: 'u1',
  action: 'allow',
  measures: [],
  answer: '{}',
  event: null,
  keepUntil: n,
});

/** A table in memory, with faults to order. */
function table(options: { readonly fault?: (records: readonly DecisionRecord[]) => Error | null } = {}) {
  const rows = new Map<string, RecordedAnswer>();
  const seen = { away: 0, conflicts: [] as string[], attempts: 0 };
  const drainer = createDrainer({
    spool,
    upsert: async (records) => {
      seen.attempts += 1;
      const fault = options.fault?.(records);
      if (fault) throw fault;
      for (const one of records) if (!rows.has(one.eventId)) rows.set(one.eventId, one);
      return new Set(records.filter(({ id, eventId }) => rows.get(eventId)?.id === id).map(({ id }) => id));
    },
    findByEvents: async (eventIds) => eventIds.flatMap((eventId) => rows.get(eventId) ?? []),
    reportAway: () => {
      seen.away += 1;
    },
    onConflict: (conflict) => seen.conflicts.push(conflict),
    log: createLog('silent'),
  });
  return { rows, seen, drainer };
}

const failure = (code: string) => Object.assign(new Error('x'), { code });
const spoolSome = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => spool.append(record(n))));

describe('emptying the spool', () => {
  it('records everything, however often it is asked to', async () => {
    await spoolSome(450);
    const { rows, drainer } = table();
    for (let n = 0; n < 5; n++) drainer.start();
    await drainer.stop();
    expect(rows.size).toBe(450);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the first decision of an event where there is one, and says so', async () => {
    await spoolSome(3);
    const { rows, seen, drainer } = table();
    rows.set('e0', { ...record(0), id: 'dec_other' });
    rows.set('e1', { ...record(1), id: 'dec_other', eventHash: 'bb' });
    drainer.start();
    await drainer.stop();
    expect(seen.conflicts).toEqual(['same_event', 'different_event']);
    expect([...rows.values()].map(({ id }) => id)).toEqual(['dec_other', 'dec_other', 'dec_2']);
    expect(spool.depth).toBe(0);
  });

  it('keeps everything where the database is away', async () => {
    await spoolSome(3);
    const { seen, drainer } = table({ fault: () => failure('ECONNREFUSED') });
    drainer.start();
    await drainer.stop();
    expect(seen).toMatchObject({ away: 1, attempts: 1 });
    expect(spool.depth).toBe(3);
  });

  it('keeps everything where the table refuses, and does not ask again at once', async () => {
    await spoolSome(3);
    const { seen, drainer } = table({ fault: () => failure('42501') });
    drainer.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (let n = 0; n < 10; n++) drainer.start();
    await drainer.stop();
    expect(seen).toMatchObject({ away: 0, attempts: 1 });
    expect(spool.depth).toBe(3);
    expect(readdirSync(folder)).toEqual(['00000001.ndjson']);
  });

  it('records all but the one that cannot be stored, and keeps its file', async () => {
    await spoolSome(5);
    const { rows, drainer } = table({
      fault: (records) => (records.some(({ id }) => id === 'dec_3') ? failure('22021') : null),
    });
    drainer.start();
    await drainer.stop();
    expect([...rows.keys()].sort()).toEqual(['e0', 'e1', 'e2', 'e4']);
    expect(readdirSync(folder)).toEqual(['00000001.ndjson.damaged']);
  });

  it('starts no more when it was stopped', async () => {
    const { seen, drainer } = table();
    await drainer.stop();
    await spoolSome(1);
    drainer.start();
    await drainer.stop();
    expect(seen.attempts).toBe(0);
  });
});

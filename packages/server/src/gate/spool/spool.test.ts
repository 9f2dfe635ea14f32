import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../platform/log/log.ts';
import { temporaryFolder } from '../../test-kit/index.ts';
import type { DecisionRecord } from '../record.ts';
import { openSpool, type Spool, SpoolFull, type SpoolLimits } from './spool.ts';

let temporary: ReturnType<typeof temporaryFolder>;
let folder: string;
beforeEach(() => {
  temporary = temporaryFolder();
  folder = join(temporary.path, 'spool');
  mkdirSync(folder);
});
afterEach(async () => {
  for (const spool of opened.splice(0)) await spool.close();
  temporary.remove();
});

const opened: Spool[] = [];

/** Opened again while another still has it open: what a process finds whose predecessor was killed. */
async function open(limits?: SpoolLimits): Promise<Spool> {
  const spool = await openSpool(folder, createLog('silent'), limits);
  opened.push(spool);
  return spool;
}

const files = () => readdirSync(folder).sort();
const record = (n: number, answer = '{}', event = `e${n}`): DecisionRecord => ({
  id: `dec_${n}`,
  eventId: event,
  eventHash: 'aa',
  decidedAt: n,
  kind: 'message',
  actor: 'u1',
  action: 'allow',
  measures: [],
  answer,
  event: null,
  keepUntil: n,
});
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('the spool', () => {
  it('has on disk what it said it has, and finds it after a restart', async () => {
    const spool = await open();
    await Promise.all(range(50).map((n) => spool.append(record(n))));
    // No close: the process was killed.
    const again = await open();
    expect(again.depth).toBe(50);
    expect(await again.find('e7')).toEqual(record(7));
    expect(await again.findDecision('dec_7')).toEqual(record(7));
    expect(again.find('e50')).toBeNull();
    expect(again.findDecision('dec_50')).toBeNull();
  });

  it('hands over everything once, oldest first, and is empty then', async () => {
    const spool = await open();
    for (const n of range(5)) await spool.append(record(n));
    const again = await open();
    for (const n of range(5)) await again.append(record(n + 5));
    const taken: string[] = [];
    await again.drain(async (group) => {
      taken.push(...group.map(({ id }) => id));
      return true;
    });
    expect(taken).toEqual(range(10).map((n) => `dec_${n}`));
    expect(again.depth).toBe(0);
    expect(files()).toEqual([]);
  });

  it('keeps the first decision for an event, also for who asks at the same time', async () => {
    const spool = await open();
    const first = spool.append(record(1, '{}', 'e'));
    const second = spool.append(record(2, '{}', 'e'));
    expect(await Promise.all([first, second])).toEqual([record(1, '{}', 'e'), record(1, '{}', 'e')]);
    expect(await spool.append(record(3, '{}', 'e'))).toEqual(record(1, '{}', 'e'));
    expect(spool.depth).toBe(1);
  });

  it('goes on where recording stopped', async () => {
    const spool = await open();
    await Promise.all(range(500).map((n) => spool.append(record(n))));
    let groups = 0;
    const failing = spool.drain(async () => {
      groups += 1;
      if (groups === 2) throw new Error('the database is away');
      return true;
    });
    await expect(failing).rejects.toThrow('away');
    expect(spool.depth).toBe(500);
    const taken = new Set<string>();
    await spool.drain(async (group) => {
      for (const { id } of group) taken.add(id);
      return true;
    });
    expect(taken.size).toBe(500);
    expect(spool.depth).toBe(0);
  });

  it('takes decisions while it is emptied', async () => {
    const spool = await open();
    await spool.append(record(1));
    await spool.drain(async () => {
      await spool.append(record(2));
      return true;
    });
    expect(spool.depth).toBe(1);
    expect(await spool.find('e2')).toEqual(record(2));
  });

  it('loses the line that a crash cut off, and no other', async () => {
    const spool = await open();
    for (const n of range(3)) await spool.append(record(n));
    await spool.close();
    const [file = ''] = files();
    const { length } = readFileSync(join(folder, file));
    truncateSync(join(folder, file), length - 5);
    const again = await open();
    expect(again.depth).toBe(2);
    await again.drain(async () => true);
    expect(files()).toEqual([]);
  });

  it('keeps a file for a person to look at in which something cannot be read', async () => {
    const spool = await open();
    for (const n of range(3)) await spool.append(record(n));
    await spool.close();
    const path = join(folder, files()[0] ?? '');
    writeFileSync(path, readFileSync(path, 'utf8').replace('dec_1', 'dec_X'));
    const again = await open();
    const taken: string[] = [];
    await again.drain(async (group) => {
      taken.push(...group.map(({ id }) => id));
      return true;
    });
    expect(taken).toEqual(['dec_0', 'dec_2']);
    expect(files()).toEqual(['00000001.ndjson.damaged']);
    // Its number is not given again: the file would be lost when the next one is put aside.
    await (await open()).append(record(9));
    expect(files()).toEqual(['00000001.ndjson.damaged', '00000002.ndjson']);
  });

  it('keeps a file in which something can never be recorded', async () => {
    const spool = await open();
    await spool.append(record(1));
    await spool.drain(async () => false);
    expect(files()).toEqual(['00000001.ndjson.damaged']);
    expect(spool.depth).toBe(0);
  });

  it('begins a new file when one is large', async () => {
    const spool = await open();
    const large = 'x'.repeat(1024 * 1024);
    for (const n of range(20)) await spool.append(record(n, large));
    expect(files()).toEqual(['00000001.ndjson', '00000002.ndjson']);
    expect(await spool.find('e0')).toEqual(record(0, large));
    expect(await spool.find('e19')).toEqual(record(19, large));
  });

  it('says so where it cannot write, and writes again when it can', async () => {
    const spool = await open();
    rmSync(folder, { recursive: true });
    await expect(spool.append(record(1))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(spool.depth).toBe(0);
    mkdirSync(folder);
    await spool.append(record(1));
    expect(await spool.find('e1')).toEqual(record(1));
  });

  it('refuses more than it may hold', async () => {
    const spool = await open({ capacity: 2 });
    const all = await Promise.allSettled(range(3).map((n) => spool.append(record(n))));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await expect(spool.append(record(4))).rejects.toBeInstanceOf(SpoolFull);
  });

  it.each([
    ['too many', { waiting: 3 }],
    ['too much', { waitingSize: 300 }],
  ])('is crowded while %s wait for the disk', async (_name, limits) => {
    const spool = await open(limits);
    // The first is being written by the time the others come.
    const first = spool.append(record(0));
    expect(spool.isCrowded).toBe(false);
    const others = range(4).map((n) => spool.append(record(n + 1, 'x'.repeat(100))));
    expect(spool.isCrowded).toBe(true);
    await Promise.all([first, ...others]);
    expect(spool.isCrowded).toBe(false);
  });
});

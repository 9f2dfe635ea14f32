import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, MIGRATIONS, migrate, openDatabase } from '@safeward/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { safeward } from '../testing/safeward.ts';
import { begin } from './begin.ts';
import { mergeCounted } from './counted.ts';
import type { BacktestOptions } from './options.ts';
import { readOn } from './read-on.ts';
import { reportData } from './report.ts';
import { type Interrupted, writeResume } from './resume.ts';

const folder = temporaryFolder();
const DATA = join(folder, 'data');
const RESUME = join(folder, 'resume.json');
const practice = (version: string, word: string) =>
  `practice: p\nversion: ${version}\nmeasures: [{ id: m, title: M, when: "text.contains('${word}')", do: block }]\n`;
writeFiles(folder, {
  'before/practice.yaml': practice('1.0.0', 'weeds'),
  'after/practice.yaml': practice('2.0.0', 'beans'),
});

// One that runs all the while, as it does beside a server.
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: DATA });
  await migrate(database.pool, MIGRATIONS);
});
afterAll(() => database.close());

async function takeIn(name: string, count: number): Promise<void> {
  const file = join(folder, `${name}.jsonl`);
  const line = (n: number) =>
    JSON.stringify({
      id: `${name}-${n}`,
      kind: 'post',
      at: '2026-11-20T10:00:00Z',
      actor: { id: `u${n % 7}` },
      content: { text: n % 3 === 0 ? 'beans are up' : 'only weeds' },
    });
  writeFileSync(file, `${Array.from({ length: count }, (_, n) => line(n)).join('\n')}\n`);
  expect((await safeward(['import', 'events', file, '--data', DATA])).code).toBe(0);
}

/** Reads some pages, or all; what is left goes through a file, as it does where somebody presses Ctrl-C. */
async function readSome(options: BacktestOptions, pages: number) {
  const from: Interrupted = await begin(options);
  const stop = new AbortController();
  let left = pages;
  const onProgress = () => {
    left -= 1;
    if (left === 0) stop.abort();
  };
  const { counted, complete, source } = await readOn(from, options, { stop: stop.signal, onProgress });
  const all = mergeCounted(from.counted, counted, from.samples);
  writeResume(RESUME, { ...from, source, counted: all });
  return {
    complete,
    data: reportData({ counted: all, candidate: 'c', against: 'a', afresh: false, complete: true }),
  };
}

it('a backtest of imported events goes on where it was stopped, and reads what was there when it began', async () => {
  await takeIn('first', 3_600);
  const anew: BacktestOptions = {
    data: DATA,
    imported: true,
    practice: join(folder, 'after'),
    against: join(folder, 'before'),
    samples: 4,
    threads: 1,
  };
  const whole = await readSome(anew, Number.POSITIVE_INFINITY);
  expect(whole).toMatchObject({
    complete: true,
    data: { compared: 3_600, changes: { newly_blocked: 1_200, released: 2_400 } },
  });

  const stopped = await readSome(anew, 1);
  expect(stopped).toMatchObject({ complete: false, data: { compared: 1_000 } });
  // What comes later belongs to no run that began before it.
  await takeIn('second', 50);
  const goOn: BacktestOptions = { data: DATA, threads: 1, resume: RESUME };
  expect(await readSome(goOn, 2)).toMatchObject({ complete: false, data: { compared: 3_000 } });
  expect(await readSome(goOn, Number.POSITIVE_INFINITY)).toEqual(whole);
}, 180_000);

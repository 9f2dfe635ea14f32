import { createHash } from 'node:crypto';
import type { Problem } from '@safeward/engine';
import {
  type Imported,
  type ImportKind,
  type ImportProgress,
  importEvents,
  importFacts,
  MAX_EVENT_LINE,
  MAX_LINE,
} from '@safeward/server';
import { readLines } from '../input/lines.ts';
import { openInput } from '../input/open.ts';
import { Mistake } from '../mistake.ts';
import { createProgress } from '../output/progress.ts';
import { formatRefusal } from '../output/refusal.ts';
import { countOf } from '../output/words.ts';
import { say } from '../terminal.ts';
import { withDatabase } from './database.ts';
import type { DataOptions } from './options.ts';

export interface ImportAsked {
  readonly kind: ImportKind | 'events';
  readonly file: string;
  readonly at: string;
  readonly strict: boolean;
  /** Of events. */
  readonly keepDays: number;
}

/** So many bad lines are said in full; the others are counted. */
const SAID = 10;

/**
 * Imports a file, saying how it goes on standard error.
 *
 * @throws {Mistake} where the file or the database cannot be had, or a bad line ends it
 */
export async function importFile(
  options: DataOptions,
  { kind, file, at, strict, keepDays }: ImportAsked,
): Promise<Extract<Imported, { kind: 'done' | 'done_before' }>> {
  if (file === '-')
    throw new Mistake('An import needs a file: it is read twice, and again where it was broken off.');
  const digest = await digestOf(file);
  const progress = createProgress();
  const began = performance.now();
  let bad = 0;
  const imported = await withDatabase(options, async ({ pool }) => {
    const common = {
      pool,
      digest,
      strict,
      lines: readLines(await openInput(file), kind === 'events' ? MAX_EVENT_LINE : MAX_LINE),
      onBad(line: number, problems: readonly Problem[]) {
        bad += 1;
        if (bad > SAID) return;
        progress.clear();
        say(formatRefusal(problems, line));
      },
      onProgress({ line, taken, bad: refused }: ImportProgress) {
        const seconds = (performance.now() - began) / 1000;
        progress.update(
          () =>
            `${countOf(taken, 'row')} taken, ${refused} bad; line ${line.toLocaleString('en-US')} after ${seconds.toFixed(0)} s`,
        );
      },
    } satisfies Omit<Parameters<typeof importFacts>[0], 'kind' | 'at'>;
    return kind === 'events' ? importEvents(common, keepDays) : importFacts({ ...common, kind, at });
  });
  progress.clear();
  switch (imported.kind) {
    case 'done':
    case 'done_before':
      return imported;
    case 'under_way':
      throw new Mistake(`${file} is being imported by another process.`);
    case 'bad_line':
      say(formatRefusal(imported.problems, imported.line));
      throw new Mistake(`${file} is not imported beyond line ${imported.line}, which cannot be read.`);
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await openInput(file)) hash.update(chunk);
  return hash.digest('hex');
}

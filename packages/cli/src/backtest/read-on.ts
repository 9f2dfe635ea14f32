import { availableParallelism } from 'node:os';
import { asMistake, Mistake } from '../mistake.ts';
import { type CountedPast, countPast } from './count-past.ts';
import type { Counted } from './counted.ts';
import { type Crew, callTogether } from './crew.ts';
import { openPast, passOver } from './file.ts';
import { importedBatches } from './imported-batches.ts';
import { lineBatches } from './line-batches.ts';
import type { BacktestOptions } from './options.ts';
import { recordBatches } from './record-batches.ts';
import type { Interrupted, Source } from './resume.ts';

/** What was counted in this run, and where the source is now. */
export interface ReadOn {
  readonly counted: Counted;
  readonly complete: boolean;
  readonly source: Source;
}

export interface Watching {
  readonly stop: AbortSignal;
  /** `where`: how far in the source, for a person; with its comma. */
  readonly onProgress: (far: { readonly seen: number; readonly where: string }) => void;
  /** Of a file, read at once. */
  readonly chunkBytes?: number;
}

/**
 * Counts from where an earlier run stopped, or from the beginning, to the end or until it is stopped.
 *
 * @throws {Mistake} where the source cannot be read, or is not the one of the earlier run
 */
export async function readOn(
  interrupted: Interrupted,
  options: BacktestOptions,
  watching: Watching,
): Promise<ReadOn> {
  const { practices, afresh, samples, source } = interrupted;
  const crew = callTogether({ practices, afresh, samples }, options.threads ?? availableParallelism());
  try {
    switch (source.kind) {
      case 'file':
        return await readFile(source, crew, watching);
      case 'records':
        return await readRecords(source, options, crew, watching);
      case 'imported':
        return await readImported(source, options, crew, watching);
    }
  } finally {
    await crew.close();
  }
}

async function readFile(
  source: Extract<Source, { kind: 'file' }>,
  crew: Crew,
  { stop, onProgress, chunkBytes }: Watching,
): Promise<ReadOn> {
  const { file, position } = source;
  const { stream, size, head } = await openPast(file, stop, chunkBytes);
  const rest = position.offset === 0 ? stream : passOver(stream, position, source.head);
  let offset = position.offset;
  const steps = async function* () {
    for await (const step of lineBatches(rest, position)) {
      offset = step.next.offset;
      yield step;
    }
  };
  try {
    const past = await countPast(steps(), position, crew, {
      stop,
      onStep: () =>
        onProgress({ seen: crew.seen, where: size ? `, ${Math.floor((100 * offset) / size)} %` : '' }),
    });
    return readOnOf(past, { ...source, position: past.position, head: head() });
  } catch (error) {
    throw error instanceof Mistake
      ? error
      : asMistake(error, `${file === '-' ? 'Standard input' : file} cannot be read`);
  }
}

async function readRecords(
  source: Extract<Source, { kind: 'records' }>,
  options: BacktestOptions,
  crew: Crew,
  { stop, onProgress }: Watching,
): Promise<ReadOn> {
  // Loaded here, not above: files are read without the server.
  const { withPastDecisions } = await import('./past-records.ts');
  return withPastDecisions(options, async (readPage) => {
    let at = '';
    const steps = recordBatches(readPage, source.position, (time) => {
      at = time.toISOString();
    });
    const past = await countPast(steps, source.position, crew, {
      stop,
      onStep: () => onProgress({ seen: crew.seen, where: `, at ${at.slice(0, 10)} ${at.slice(11, 16)}Z` }),
    });
    return readOnOf(past, { ...source, position: past.position });
  });
}

async function readImported(
  source: Extract<Source, { kind: 'imported' }>,
  options: BacktestOptions,
  crew: Crew,
  { stop, onProgress }: Watching,
): Promise<ReadOn> {
  const { withImported } = await import('./past-records.ts');
  return withImported(options, async (readPage) => {
    const past = await countPast(importedBatches(readPage, source.position), source.position, crew, {
      stop,
      onStep: () => onProgress({ seen: crew.seen, where: '' }),
    });
    return readOnOf(past, { ...source, position: past.position });
  });
}

function readOnOf({ counted, complete }: CountedPast<unknown>, source: Source): ReadOn {
  return { counted, complete, source };
}

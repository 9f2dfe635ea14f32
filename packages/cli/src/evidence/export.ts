import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseCheckpoint } from '@safeward/ledger';
import { CannotPack, decisionIdAt, type Packed, writePack } from '@safeward/server';
import { parseSince } from '../backtest/since.ts';
import { asMistake, Mistake } from '../mistake.ts';
import { withDatabase } from '../server/database.ts';
import { type DataOptions, mustBeUsed } from '../server/options.ts';

export interface ExportOptions extends DataOptions {
  readonly since: string;
  readonly actor?: string | undefined;
  readonly measure?: string | undefined;
  readonly parts?: readonly string[];
  readonly hide?: readonly string[];
  readonly previous?: string;
  readonly out: string;
}

/** @throws {Mistake} where there is nothing to export, or the file cannot be written */
export async function exportPack(options: ExportOptions): Promise<Packed> {
  mustBeUsed(options);
  const now = Date.now();
  const since = parseSince(options.since, now);
  const out = resolve(options.out);
  if (existsSync(out)) throw new Mistake(`${options.out} is there already; it is not written over.`);
  const previous = options.previous === undefined ? undefined : sizeOf(options.previous);
  return withDatabase(options, async ({ pool, folder }) => {
    try {
      return await writePack(pool, folder.log, out, {
        after: decisionIdAt(since),
        before: decisionIdAt(now),
        since: new Date(since),
        until: new Date(now),
        actor: options.actor,
        measure: options.measure,
        shown: options.parts,
        hidden: options.hide ?? [],
        previous,
      });
    } catch (error) {
      if (error instanceof CannotPack) throw new Mistake(error.message);
      throw asMistake(error, `${options.out} cannot be written`);
    }
  });
}

function sizeOf(file: string): number {
  const checkpoint = parseCheckpoint(read(file));
  if (!checkpoint.ok) throw new Mistake(`${file} is no checkpoint: it ${checkpoint.detail}.`);
  return checkpoint.value.size;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  }
}

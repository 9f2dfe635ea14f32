import { closeSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { asMistake, Mistake } from '../mistake.ts';
import type { Counted } from './counted.ts';
import type { Practices } from './crew.ts';
import type { FileHead } from './file.ts';
import type { ImportedPosition } from './imported-batches.ts';
import type { FilePosition } from './line-batches.ts';
import type { RecordPosition } from './record-batches.ts';

/** Where the past is read from, and how far it was. */
export type Source =
  | {
      readonly kind: 'file';
      /** An absolute path, or `-`. */
      readonly file: string;
      readonly position: FilePosition;
      readonly head: FileHead;
    }
  | {
      readonly kind: 'records';
      /** The absolute path of the data folder; null of a database of the user's own, whose address may be secret. */
      readonly data: string | null;
      readonly position: RecordPosition;
    }
  | { readonly kind: 'imported'; readonly data: string | null; readonly position: ImportedPosition };

/** All that is needed to go on as if nothing had happened. The practices are in it as they were read at the beginning. */
export interface Interrupted {
  readonly source: Source;
  readonly practices: Practices;
  readonly afresh: boolean;
  /** Samples to keep of each group. */
  readonly samples: number;
  readonly counted: Counted;
}

const FORM = 'safeward backtest 1';

/**
 * Writes what a later run goes on from, for its owner alone: the samples are people's messages. A file of that name is
 * only replaced by a whole one.
 *
 * @throws {Mistake} where it cannot be written
 */
export function writeResume(path: string, interrupted: Interrupted): void {
  const beside = `${path}.new`;
  try {
    closeSync(openSync(beside, 'w', 0o600));
    writeFileSync(beside, `${JSON.stringify({ form: FORM, ...interrupted })}\n`);
    renameSync(beside, path);
  } catch (error) {
    throw asMistake(error, `${path}, from which to go on, cannot be written`);
  }
}

/**
 * It was written by this command and nobody else; of a file that was not, no more is asked than that it is refused.
 *
 * @throws {Mistake} where it cannot be read, or is something else
 */
export function readResume(path: string): Interrupted {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw asMistake(error, `${path} cannot be read`);
  }
  const refuse = new Mistake(`${path} is no file from which a backtest of this version can go on.`);
  try {
    const value = JSON.parse(text) as Interrupted & { readonly form?: unknown };
    if (value.form !== FORM) throw refuse;
    return value;
  } catch {
    throw refuse;
  }
}

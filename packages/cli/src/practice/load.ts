import { type Finding, loadPractice, type Plan } from '@safeward/engine';
import { EXIT } from '../exit.ts';
import { Mistake } from '../mistake.ts';
import { formatErrors } from '../output/findings.ts';
import { readPractice } from './folder.ts';

/** A practice that can decide, and what `check` warns of. */
export interface Loaded {
  readonly plan: Plan;
  readonly warnings: readonly Finding[];
}

/**
 * Reads, checks and compiles a practice for a command that needs one that works.
 *
 * @throws {Mistake} with the first errors found
 */
export function loadFrom(path: string): Loaded {
  const loaded = loadPractice(readPractice(path));
  if (loaded.ok) return { plan: loaded.plan, warnings: loaded.findings };
  throw new Mistake(
    `${formatErrors(loaded.findings, { folder: path, stream: process.stderr })}The practice ${path} cannot be used.`,
    EXIT.checkFailed,
  );
}

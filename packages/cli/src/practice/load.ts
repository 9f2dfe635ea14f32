import { type Finding, loadPractice, type Plan } from '@safeward/engine';
import { EXIT } from '../exit.ts';
import { Mistake } from '../mistake.ts';
import { formatFindings } from '../output/findings.ts';
import { readPractice } from './folder.ts';

/** A practice that can decide, and what `check` warns of. */
export interface Loaded {
  readonly plan: Plan;
  readonly warnings: readonly Finding[];
}

/**
 * Reads, checks and compiles a practice for a command that needs one that works.
 *
 * @throws {Mistake} with every error found
 */
export function loadFrom(path: string): Loaded {
  const loaded = loadPractice(readPractice(path));
  if (loaded.ok) return { plan: loaded.plan, warnings: loaded.findings };
  throw new Mistake(
    `${formatFindings(loaded.findings, { folder: path, stream: process.stderr })}The practice ${path} cannot be used.`,
    EXIT.checkFailed,
  );
}

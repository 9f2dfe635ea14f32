import { loadPractice, type Plan } from '@safeward/engine';
import { EXIT } from '../exit.ts';
import { Mistake } from '../mistake.ts';
import { formatErrors } from '../output/findings.ts';
import { readPractice } from './folder.ts';

/**
 * Reads, checks and compiles a practice for a command that needs one that works.
 *
 * @throws {Mistake} with the first errors found
 */
export function loadPlan(path: string): Plan {
  const loaded = loadPractice(readPractice(path));
  if (loaded.ok) return loaded.plan;
  throw new Mistake(
    `${formatErrors(loaded.findings, { folder: path, stream: process.stderr })}The practice ${path} cannot be used.`,
    EXIT.checkFailed,
  );
}

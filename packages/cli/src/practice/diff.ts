import { diffPractices } from '@safeward/engine';
import { EXIT } from '../exit.ts';
import { print, printJson } from '../terminal.ts';
import { loadPlan } from './load.ts';

/** Prints in words what changed from one practice to another. */
export async function diff(beforePath: string, afterPath: string, json: boolean): Promise<0> {
  const before = loadPlan(beforePath);
  const after = loadPlan(afterPath);
  const changes = diffPractices(before.practice, after.practice);
  if (json) await printJson({ before: before.label, after: after.label, changes });
  else
    await print(
      changes.length === 0 ? 'Nothing differs but form.\n' : changes.map((line) => `${line}\n`).join(''),
    );
  return EXIT.fine;
}

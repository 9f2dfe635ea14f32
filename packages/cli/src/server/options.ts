import { readdirSync } from 'node:fs';
import type { Command } from 'commander';
import { addSettings } from '../config/options.ts';
import type { DataOptions } from '../config/start-options.ts';
import { Mistake } from '../mistake.ts';

export type { DataOptions };

export function addDataOptions(command: Command): Command {
  return addSettings(command, ['data', 'database']);
}

/** Whether nothing was ever kept in the data folder; of a database of the user's own that cannot be told here. */
export function isUnused(options: DataOptions): boolean {
  if (options.database !== undefined) return false;
  try {
    return readdirSync(options.data).length === 0;
  } catch (error) {
    // What else is wrong with the folder shows, and is said, when it is used.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** A mistyped folder shall not be made into a new one, with a database in it, only to find nothing there. */
export function mustBeUsed(options: DataOptions): void {
  if (!isUnused(options)) return;
  throw new Mistake(
    `There is nothing of Safeward in ${options.data} yet; \`npx safeward serve --data ${options.data}\` begins it.`,
  );
}

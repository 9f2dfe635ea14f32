import { readdirSync } from 'node:fs';
import type { Command } from 'commander';
import { Mistake } from '../mistake.ts';

/** Where Safeward keeps its things; the same for every command that needs the database. */
export interface DataOptions {
  readonly data: string;
  readonly database?: string;
}

export function addDataOptions(command: Command): Command {
  return command
    .option(
      '--data <dir>',
      "the folder in which everything is kept, with Safeward's own PostgreSQL",
      './data',
    )
    .option('--database <url>', 'a PostgreSQL of yours instead, 15 or later (or DATABASE_URL)');
}

/** The option wins over the environment; an empty variable is none. */
export function databaseUrl({ database }: DataOptions): string | undefined {
  return database ?? (process.env.DATABASE_URL || undefined);
}

/** Whether nothing was ever kept in the data folder; of a database of the user's own that cannot be told here. */
export function isUnused(options: DataOptions): boolean {
  if (databaseUrl(options) !== undefined) return false;
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

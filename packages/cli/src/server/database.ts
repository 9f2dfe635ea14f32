import { type Database, MIGRATIONS, migrate, openDatabase } from '@safeward/server';
import { say } from '../terminal.ts';
import type { DataOptions } from './options.ts';
import { fromServer } from './refusals.ts';

/**
 * Does something with the database, whether a server runs on it or not, and closes it again.
 *
 * @throws {Mistake} where it cannot be had
 */
export async function withDatabase<T>(
  options: DataOptions,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  try {
    const database = await openDatabase({
      dataDir: options.data,
      url: options.database,
      attach: true,
      onProgress: (message) => say(`${message} …`),
    });
    try {
      await migrate(database.pool, MIGRATIONS);
      return await work(database);
    } finally {
      await database.close();
    }
  } catch (error) {
    throw fromServer(error, options);
  }
}

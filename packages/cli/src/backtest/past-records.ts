import { importedEvents, pastDecisions } from '@safeward/server';
import { withDatabase } from '../server/database.ts';
import type { DataOptions } from '../server/options.ts';
import type { ReadImported } from './imported-batches.ts';
import type { ReadPage } from './record-batches.ts';

/** @throws {Mistake} where the database cannot be had */
export async function withPastDecisions<T>(
  options: DataOptions,
  work: (readPage: ReadPage) => Promise<T>,
): Promise<T> {
  return withDatabase(options, ({ pool }) => work((position, limit) => pastDecisions(pool, position, limit)));
}

/** @throws {Mistake} where the database cannot be had */
export async function withImported<T>(
  options: DataOptions,
  work: (readPage: ReadImported) => Promise<T>,
): Promise<T> {
  return withDatabase(options, ({ pool }) => work((span, limit) => importedEvents(pool, span, limit)));
}

import { createKey, isScope, type Key, listKeys, revokeKey, SCOPES, type Scope } from '@safeward/server';
import { Mistake } from '../mistake.ts';
import { withDatabase } from './database.ts';
import type { DataOptions } from './options.ts';

/** A key that was just made; the only time that it can be read. */
export interface MadeKey {
  readonly key: string;
  readonly created: Key;
}

/** @throws {Mistake} where a scope is unknown, or the database cannot be had */
export async function makeKey(options: DataOptions, name: string, scopeList: string): Promise<MadeKey> {
  const scopes = parseScopes(scopeList);
  return withDatabase(options, ({ pool }) => createKey(pool, { name, scopes }));
}

export async function allKeys(options: DataOptions): Promise<readonly Key[]> {
  return withDatabase(options, ({ pool }) => listKeys(pool));
}

/** @returns null where there is no such key */
export async function endKey(options: DataOptions, id: string): Promise<Key | null> {
  return withDatabase(options, ({ pool }) => revokeKey(pool, id));
}

function parseScopes(list: string): readonly Scope[] {
  const words = [...new Set(list.split(',').map((word) => word.trim()))].filter((word) => word !== '');
  const unknown = words.find((word) => !isScope(word));
  if (unknown !== undefined) {
    throw new Mistake(`There is no scope “${unknown}”; there are ${SCOPES.join(', ')}.`);
  }
  if (words.length === 0) throw new Mistake(`--scopes names at least one of ${SCOPES.join(', ')}.`);
  return words.filter(isScope);
}

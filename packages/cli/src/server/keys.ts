import { createKey, isScope, type Key, listKeys, revokeKey, SCOPES, type Scope } from '@safeward/server';
import { Mistake } from '../mistake.ts';
import { withDatabase } from './database.ts';
import { type DataOptions, mustBeUsed } from './options.ts';

/** A key that was just made; the only time that it can be read. */
export interface MadeKey {
  readonly key: string;
  readonly created: Key;
}

/** @throws {Mistake} where a scope is unknown, or the database cannot be had */
export async function makeKey(
  options: DataOptions,
  { name, scopes, shadow }: { readonly name: string; readonly scopes: string; readonly shadow: boolean },
): Promise<MadeKey> {
  const parsed = parseScopes(scopes);
  return withDatabase(options, ({ pool }) => createKey(pool, { name, scopes: parsed, shadow }));
}

/** @throws {Mistake} where there is nothing yet that could have keys, or the database cannot be had */
export async function allKeys(options: DataOptions): Promise<readonly Key[]> {
  mustBeUsed(options);
  return withDatabase(options, ({ pool }) => listKeys(pool));
}

/**
 * @returns null where there is no such key
 * @throws {Mistake} as `allKeys` does
 */
export async function endKey(options: DataOptions, id: string): Promise<Key | null> {
  mustBeUsed(options);
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

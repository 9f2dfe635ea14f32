import {
  createKey,
  isScope,
  type Key,
  listKeys,
  revokeKey,
  SCOPES,
  type Scope,
  TEST_SCOPES,
} from '@safeward/server';
import { Mistake } from '../mistake.ts';
import { withDatabase } from './database.ts';
import { type DataOptions, mustBeUsed } from './options.ts';
import { type RateOptions, readRate } from './rate.ts';

export { describeRate } from '@safeward/server';

/** A key that was just made; the only time that it can be read. */
export interface MadeKey {
  readonly key: string;
  readonly created: Key;
}

/** A key as it is asked for. */
export interface WantedKey extends RateOptions {
  readonly name: string;
  /** With commas between. */
  readonly scopes: string;
  readonly shadow: boolean;
  readonly test: boolean;
}

/** @throws {Mistake} where a scope is unknown or the rate is none, or the database cannot be had */
export async function makeKey(options: DataOptions, wanted: WantedKey): Promise<MadeKey> {
  const { name, shadow, test } = wanted;
  const scopes = parseScopes(wanted.scopes);
  const beyond = scopes.find((scope) => test && !TEST_SCOPES.includes(scope));
  if (beyond !== undefined)
    throw new Mistake(`A test key may have the scopes ${TEST_SCOPES.join(', ')}, not “${beyond}”.`);
  const key = { name, shadow, test, scopes, rate: readRate(wanted) };
  return withDatabase(options, ({ pool }) => createKey(pool, key));
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

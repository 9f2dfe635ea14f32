import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Rate } from '../rate-limit/index.ts';

/** What a key may be used for. */
export const SCOPES = [
  'decide',
  'read',
  'explain',
  'metrics',
  'practices',
  'facts',
  'resolve',
  // Beside `resolve`: may end holds as a reviewer, which is also to say over anybody's head.
  'review',
  'polls',
  // Scores of texts, through the APIs of others.
  'score',
  'banks',
  // Runs consultations, and reads what people answered.
  'consult',
  'admin',
] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(word: string): word is Scope {
  return (SCOPES as readonly string[]).includes(word);
}

/** All that a test key may be used for: nothing that leaves a trace, and nothing that shows one. */
export const TEST_SCOPES: readonly Scope[] = ['decide', 'explain'];

/** A key as it is known afterwards: everything but the secret. */
export interface Key {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** What is decided with it is only reported: the answer is always `allow`. */
  readonly shadow: boolean;
  /** For trying an integration out: nothing is recorded, and answers can be forced. */
  readonly test: boolean;
  /** How often it may ask, in each process; null where the server's own limit, if it has one, counts. */
  readonly rate: Rate | null;
  readonly created_at: string;
  readonly revoked_at: string | null;
}

/** A key that was presented: which one it claims to be, and the proof. */
export interface PresentedKey {
  /** By its looks: a key of the one sort does not pass for one of the other. */
  readonly test: boolean;
  readonly id: string;
  readonly secret: string;
}

const SHAPE = /^sw_(test_)?([0-9a-z]{12})_([A-Za-z0-9_-]{43})$/;

/**
 * A new key, `sw_<id>_<secret>` or `sw_test_<id>_<secret>`; the secret has 256 bits, so a plain hash of it cannot be
 * guessed back.
 */
export function makeKey(test = false): PresentedKey & { readonly key: string } {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { test, id, secret, key: `sw_${test ? 'test_' : ''}${id}_${secret}` };
}

export function parseKey(key: string): PresentedKey | null {
  const [, test, id, secret] = SHAPE.exec(key) ?? [];
  return id === undefined || secret === undefined ? null : { test: test !== undefined, id, secret };
}

export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** The secret that was last proven by a hash, for as long as that hash itself is in memory. */
const proven = new WeakMap<Buffer, Buffer>();

/** In constant time: how long it takes tells nothing about the hash, or about the secret that was proven by it. */
export function secretMatches(secret: string, stored: Buffer): boolean {
  const given = Buffer.from(secret, 'latin1');
  const known = proven.get(stored);
  // Most requests come with a key that was proven a moment ago: they need no hash.
  if (known?.length === given.length && timingSafeEqual(known, given)) return true;
  const hashed = hashSecret(secret);
  if (hashed.length !== stored.length || !timingSafeEqual(hashed, stored)) return false;
  proven.set(stored, given);
  return true;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Rate } from '../rate-limit/index.ts';
import { type PresentedKey, parseKey, type Scope, secretMatches } from './key.ts';
import type { LiveKey } from './store.ts';

/** What came of looking at a presented key. */
export type Verdict =
  | {
      readonly kind: 'granted';
      readonly keyId: string;
      readonly scopes: ReadonlySet<Scope>;
      readonly shadow: boolean;
      readonly test: boolean;
      readonly rate: Rate | null;
    }
  /** No key, a wrong one, or a revoked one: which of them is not told. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'lacks_scope' }
  /** Not known here, and the database that would know is away. */
  | { readonly kind: 'unverifiable' };

export interface Keyring {
  /** @param patienceMs how long the database may take to say whether a key that was good is so still */
  check(presented: string | undefined, scope: Scope, patienceMs?: number): Verdict | Promise<Verdict>;
  /** Reads the keys, so that they are known before they are asked for; a failure shows when they are. */
  prepare(): Promise<void>;
}

interface Snapshot {
  readonly keys: ReadonlyMap<string, LiveKey>;
  /** When reading it began, in milliseconds of `now`. */
  readonly at: number;
}

/** From this age on a snapshot is renewed beside the requests that use it … */
const RENEW_MS = 400;
/** … and from this age on they wait for the new one: a revoked key works for a second at most. */
const STALE_MS = 900;
/** How long they wait at most; then the database counts as away, and keys that were good stay good. */
const PATIENCE_MS = 300;
/** Who shows a key that is not in memory has nothing to fall back on. */
const UNKNOWN_PATIENCE_MS = 2_000;
/** After a failure the keys in memory are used without waiting for this long. */
const GIVEN_UP_MS = 1_000;
/** Unknown keys cause at most one look at the database in this time, however many come. */
const UNKNOWN_MS = 100;

/**
 * Keeps the live keys in memory. They are read again when they are used, not by the clock: an idle server
 * leaves its database alone.
 *
 * @param load reads all live keys; rejects while the database is away
 * @param now a clock that does not jump, in milliseconds
 */
export function createKeyring(
  load: () => Promise<ReadonlyMap<string, LiveKey>>,
  now: () => number = () => performance.now(),
): Keyring {
  let snapshot: Snapshot | null = null;
  let loading: { readonly done: Promise<boolean>; readonly since: number } | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;

  function renew(): NonNullable<typeof loading> {
    loading ??= { done: read(now()), since: now() };
    return loading;
  }

  async function read(at: number): Promise<boolean> {
    try {
      snapshot = { keys: await load(), at };
      return true;
    } catch {
      failedAt = now();
      return false;
    } finally {
      loading = null;
    }
  }

  /** False where it failed, or hangs: then nobody waits for it after the first. */
  async function renewInTime(patienceMs: number): Promise<boolean> {
    if (now() - failedAt < GIVEN_UP_MS) return false;
    const { done, since } = renew();
    const left = patienceMs - (now() - since);
    if (left <= 0) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), left);
    void done.then(resolve);
    const renewed = await promise;
    clearTimeout(timer);
    return renewed;
  }

  const age = () => (snapshot === null ? Number.POSITIVE_INFINITY : now() - snapshot.at);

  function look(presented: PresentedKey, scope: Scope): Verdict | null {
    const key = snapshot?.keys.get(presented.id);
    if (!key) return null;
    if (presented.test !== key.test || !secretMatches(presented.secret, key.hash)) return { kind: 'unknown' };
    return key.scopes.has(scope)
      ? {
          kind: 'granted',
          keyId: key.id,
          scopes: key.scopes,
          shadow: key.shadow,
          test: key.test,
          rate: key.rate,
        }
      : { kind: 'lacks_scope' };
  }

  async function lookAgain(presented: PresentedKey, scope: Scope, patienceMs: number): Promise<Verdict> {
    await renewInTime(patienceMs);
    return look(presented, scope) ?? lookUntilSure(presented, scope);
  }

  /** A key that is not in memory may have been made a moment ago: only a snapshot begun since then can tell. */
  async function lookUntilSure(presented: PresentedKey, scope: Scope): Promise<Verdict> {
    const asked = now();
    for (;;) {
      const verdict = look(presented, scope);
      if (verdict !== null) return verdict;
      if (snapshot !== null && snapshot.at >= asked) return { kind: 'unknown' };
      if (age() < UNKNOWN_MS) await sleep(UNKNOWN_MS - age());
      // While this one slept, another may have looked.
      if (snapshot !== null && snapshot.at >= asked) continue;
      if (!(await renewInTime(UNKNOWN_PATIENCE_MS)))
        return look(presented, scope) ?? { kind: 'unverifiable' };
    }
  }

  return {
    check(text, scope, patienceMs = PATIENCE_MS) {
      const presented = text === undefined ? null : parseKey(text);
      if (presented === null) return { kind: 'unknown' };
      if (age() > STALE_MS) return lookAgain(presented, scope, Math.min(patienceMs, PATIENCE_MS));
      if (age() > RENEW_MS) void renew();
      return look(presented, scope) ?? lookUntilSure(presented, scope);
    },
    async prepare() {
      await renew().done;
    },
  };
}

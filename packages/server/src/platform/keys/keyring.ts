import { setTimeout as sleep } from 'node:timers/promises';
import { type PresentedKey, parseKey, type Scope, secretMatches } from './key.ts';
import type { LiveKey } from './store.ts';

/** What came of looking at a presented key. */
export type Verdict =
  | { readonly kind: 'granted'; readonly keyId: string }
  /** No key, a wrong one, or a revoked one: which of them is not told. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'lacks_scope' }
  /** Not known here, and the database that would know is away. */
  | { readonly kind: 'unverifiable' };

export interface Keyring {
  check(presented: string | undefined, scope: Scope): Verdict | Promise<Verdict>;
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
/** How long they wait; then the database counts as away, and keys that were good stay good. */
const PATIENCE_MS = 300;
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
  let loading: Promise<boolean> | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;

  function renew(): Promise<boolean> {
    loading ??= (async () => {
      const at = now();
      try {
        snapshot = { keys: await load(), at };
        return true;
      } catch {
        failedAt = now();
        return false;
      } finally {
        loading = null;
      }
    })();
    return loading;
  }

  async function renewInTime(): Promise<boolean> {
    if (now() - failedAt < GIVEN_UP_MS) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => {
      failedAt = now();
      resolve(false);
    }, PATIENCE_MS);
    void renew().then(resolve);
    const renewed = await promise;
    clearTimeout(timer);
    return renewed;
  }

  const age = () => (snapshot === null ? Number.POSITIVE_INFINITY : now() - snapshot.at);

  function look(presented: PresentedKey, scope: Scope): Verdict | null {
    const key = snapshot?.keys.get(presented.id);
    if (!key) return null;
    if (!secretMatches(presented.secret, key.hash)) return { kind: 'unknown' };
    return key.scopes.has(scope) ? { kind: 'granted', keyId: key.id } : { kind: 'lacks_scope' };
  }

  /** A key that is not in memory may have been made a moment ago: only a snapshot begun since then can tell. */
  async function lookUntilSure(presented: PresentedKey, scope: Scope): Promise<Verdict> {
    const asked = now();
    if (age() < UNKNOWN_MS) await sleep(UNKNOWN_MS - age());
    for (;;) {
      const renewed = await renewInTime();
      const verdict = look(presented, scope);
      if (verdict !== null) return verdict;
      if (!renewed) return { kind: 'unverifiable' };
      if (snapshot !== null && snapshot.at >= asked) return { kind: 'unknown' };
    }
  }

  return {
    check(text, scope) {
      const presented = text === undefined ? null : parseKey(text);
      if (presented === null) return { kind: 'unknown' };
      if (age() > STALE_MS) return lookUntilSure(presented, scope);
      if (age() > RENEW_MS) void renew();
      return look(presented, scope) ?? lookUntilSure(presented, scope);
    },
  };
}

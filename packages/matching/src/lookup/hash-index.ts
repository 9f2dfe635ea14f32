import { HASH_BYTES, requireHash } from '../hash/hash.ts';
import { compileModules, type IndexModules } from './modules.ts';
import { createOpenPart, type OpenPart } from './open-part.ts';
import type { Part } from './part.ts';
import type { Preference } from './plan.ts';
import { buildSealedPart, fits, type SealedPart } from './sealed-part.ts';
import { createSearcher, type Searcher } from './search.ts';
import type { SharedIndex } from './shared.ts';
import { snapshotOf } from './snapshot.ts';

/**
 * An exact index over hashes of 256 bits, that may be searched while it is changed.
 *
 * What is added goes into a part that grows, and is found from then on. Sorting puts everything into the quick part; it
 * can be done in steps, while others search, add and remove.
 */
export interface HashIndex extends Searcher {
  /** How many hashes there are. */
  readonly size: number;
  /** How many were added since all was last sorted; above some tens of thousands searching begins to slow down. */
  readonly unsorted: number;
  /** @returns the hash's id: whole numbers from 0, in the order in which hashes were added, never given twice */
  add(hash: Uint8Array): number;
  /** @returns false where there is no such hash, or no more */
  remove(id: number): boolean;
  get(id: number): Uint8Array | null;
  /** Every hash with its id, in any order. */
  each(visit: (id: number, hash: Uint8Array) => void): void;
  /**
   * Sorts everything, in steps of some tens of milliseconds for a million hashes. Between the steps all else may be done,
   * except to sort.
   */
  sorting(): Generator<void, void>;
  /** Sorts everything at once. */
  sort(): void;
  /**
   * The index as the pieces of a file, which `loadIndex` reads; sorts it first where that is due. The pieces are views of its
   * memory: write them before anything else is done with it.
   */
  snapshot(): Generator<Uint8Array, void>;
  /** What other threads need to search the same memory; see `attachIndex`. */
  share(): SharedIndex;
}

export interface IndexOptions {
  /** Whether other threads shall be able to search. */
  readonly shared?: boolean;
  /** How many threads may search, this one included. */
  readonly readers?: number;
  /**
   * How to search: whichever way is cheaper (unless said otherwise), or by the tables wherever they can tell. The answers
   * are the same; few hashes are looked at one by one.
   */
  readonly plan?: Preference;
}

/** An index with nothing in it. */
export async function createIndex(options: IndexOptions = {}): Promise<HashIndex> {
  return assemble(await compileModules(options.shared ?? false), settled(options), { sealed: [], nextId: 0 });
}

/**
 * An index over hashes that are there already, sorted. Their ids are 0, 1, 2, …
 *
 * @param hashes 32 bytes each, one after another
 */
export async function buildIndex(hashes: Uint8Array, options: IndexOptions = {}): Promise<HashIndex> {
  if (hashes.length % HASH_BYTES !== 0)
    throw new RangeError(`hashes have ${HASH_BYTES} bytes each; ${hashes.length} bytes are not so many`);
  const modules = await compileModules(options.shared ?? false);
  const rows = hashes.length / HASH_BYTES;
  const steps = seal(modules, settled(options), rows, (visit) => {
    for (let id = 0; id < rows; id++) visit(id, hashes.subarray(id * HASH_BYTES, (id + 1) * HASH_BYTES));
  });
  return assemble(modules, settled(options), { sealed: toTheEnd(steps), nextId: rows });
}

export type Settled = Required<IndexOptions>;

export function settled({ shared = false, readers = 1, plan = 'cheapest' }: IndexOptions): Settled {
  if (!Number.isInteger(readers) || readers < 1 || readers > 256)
    throw new RangeError(`readers is a whole number from 1 to 256, not ${readers}`);
  return { shared, readers, plan };
}

/** Room of the first part that grows; each further one has twice as much. */
const FIRST_ROOM = 16_384;
const MOST_ROOM = 1 << 20;
const MOST_IDS = 0xffff_fffe;

export function assemble(
  modules: IndexModules,
  options: Settled,
  begin: { readonly sealed: readonly SealedPart[]; readonly nextId: number },
): HashIndex {
  let sealed = begin.sealed;
  let open: readonly OpenPart[] = [];
  let nextId = begin.nextId;
  let size = sealed.reduce((sum, part) => sum + countOf(part), 0);
  let version = 0;
  /** While everything is being sorted: what was removed meanwhile, for the new parts do not know. */
  let removedMeanwhile: number[] | null = null;

  let parts: readonly Part[] = sealed;
  const change = (nextSealed: readonly SealedPart[], nextOpen: readonly OpenPart[]): void => {
    [sealed, open] = [nextSealed, nextOpen];
    parts = [...sealed, ...open];
    version++;
  };

  const roomFor = (): OpenPart => {
    const room = Math.min(MOST_ROOM, (open.at(-1)?.room ?? FIRST_ROOM / 2) * 2);
    const part = createOpenPart(modules.open, { ...options, room, firstId: nextId });
    change(sealed, [...open, part]);
    return part;
  };

  function* sorting(): Generator<void, void> {
    if (removedMeanwhile !== null) throw new RangeError('it is being sorted already');
    const before = [...open];
    const all = parts;
    removedMeanwhile = [];
    try {
      // What is added from now on goes into a part of its own.
      if (before.length > 0) roomFor();
      const rows = size;
      const sorted = yield* seal(modules, options, rows, (visit) => {
        for (const part of all) part.each(visit);
      });
      for (const id of removedMeanwhile) for (const part of sorted) part.remove(id);
      change(
        sorted,
        open.filter((part) => !before.includes(part)),
      );
    } finally {
      removedMeanwhile = null;
    }
  }

  return {
    ...createSearcher(() => parts),
    get size() {
      return size;
    },
    get unsorted() {
      return open.reduce((sum, { rows }) => sum + rows, 0);
    },
    add(hash) {
      requireHash(hash);
      if (nextId > MOST_IDS) throw new RangeError('all ids have been given');
      const last = open.at(-1) ?? roomFor();
      const id = last.add(hash) ?? roomFor().add(hash);
      if (id === null || id !== nextId) throw new Error('a part without rows had no room');
      nextId++;
      size++;
      return id;
    },
    remove(id) {
      const removed = parts.some((part) => part.remove(id));
      if (!removed) return false;
      size--;
      removedMeanwhile?.push(id);
      return true;
    },
    get(id) {
      for (const part of parts) {
        const hash = part.get(id);
        if (hash !== null) return hash;
      }
      return null;
    },
    each(visit) {
      for (const part of parts) part.each(visit);
    },
    sorting,
    sort: () => toTheEnd(sorting()),
    *snapshot() {
      if (open.length > 0) toTheEnd(sorting());
      yield* snapshotOf(sealed, nextId);
    },
    share: () => ({
      version,
      readers: options.readers,
      plan: options.plan,
      sealed: sealed.map(({ memory }) => memory),
      open: open.map(({ memory, room, firstId }) => ({ memory, room, firstId })),
      shared: options.shared,
    }),
  };
}

function countOf(part: Part): number {
  let count = 0;
  part.each(() => count++);
  return count;
}

/** Sorts rows into one part, or into as many of the same size as memory of four gigabytes each asks for. */
function* seal(
  modules: IndexModules,
  options: Settled,
  rows: number,
  each: (visit: (id: number, hash: Uint8Array) => void) => void,
): Generator<void, readonly SealedPart[]> {
  if (rows === 0) return [];
  let count = 1;
  while (!fits(modules.sealed, { ...options, rows: Math.ceil(rows / count) })) count++;
  const most = Math.ceil(rows / count);
  const copies = Array.from({ length: count }, (_, n) => ({
    from: n * most,
    to: Math.min((n + 1) * most, rows),
  }));
  const parts: SealedPart[] = [];
  // All is copied before the first pause: afterwards hashes may be removed.
  const begun = copies.map(({ from, to }) => {
    const steps = buildSealedPart(modules.sealed, { ...options, rows: to - from }, ({ hashes, ids }) => {
      let at = 0;
      each((id, hash) => {
        if (at >= from && at < to) {
          hashes.set(hash, (at - from) * HASH_BYTES);
          ids[at - from] = id;
        }
        at++;
      });
    });
    steps.next();
    return steps;
  });
  for (const steps of begun) {
    yield;
    parts.push(yield* steps);
  }
  return parts;
}

function toTheEnd<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

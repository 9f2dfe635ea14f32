import { createIndex, fromHex, type HashIndex } from '@safeward/matching';
import { type Bank, type BankKind, isAmong } from './bank.ts';
import type { EntryState } from './store.ts';

/** Something known that was found. */
export interface BankMatch {
  readonly bank: string;
  readonly entry: number;
  /** In bits; 0 where it is the same. */
  readonly distance: number;
  readonly harm: string;
  readonly hint: string;
}

/** All banks in memory, as far as they are known here. */
export interface LiveBanks {
  apply(banks: readonly Bank[], entries: readonly EntryState[]): void;
  /**
   * What is known of a value, nearest first; empty also where it is none of its kind.
   *
   * @param value normalised, as entries are
   * @param radius for hashes, in place of each bank's own
   */
  match(kind: BankKind, value: string, options?: { readonly radius?: number }): readonly BankMatch[];
  readonly entries: number;
  /** Goes on with sorting what is new, for some tens of milliseconds; false where there is nothing to do. */
  tidy(): boolean;
}

/** Hashes that may wait unsorted: so many cost a search little. */
const UNSORTED = 32_768;

export async function createLiveBanks(now: () => number = Date.now): Promise<LiveBanks> {
  const index: HashIndex = await createIndex();
  const banks = new Map<string, Bank>();
  const states = new Map<number, EntryState>();
  /** Of hashes: their id in the index by the entry's, and back. */
  const hashIds = new Map<number, number>();
  const entriesByHash = new Map<number, number>();
  /** Of all others: entries by kind and value. */
  const byValue = new Map<string, Set<number>>();
  let mostRadius = 0;
  let sorting: Generator<void, void> | null = null;

  function add(state: EntryState, kind: BankKind): void {
    if (states.has(state.id)) forget(state.id);
    states.set(state.id, state);
    if (kind === 'pdq') {
      const hash = fromHex(state.value);
      if (hash === null) return;
      const id = index.add(hash);
      hashIds.set(state.id, id);
      entriesByHash.set(id, state.id);
      return;
    }
    const key = keyOf(kind, state.value);
    const entries = byValue.get(key) ?? new Set();
    byValue.set(key, entries.add(state.id));
  }

  function forget(entry: number): void {
    const state = states.get(entry);
    if (state === undefined) return;
    states.delete(entry);
    const id = hashIds.get(entry);
    if (id !== undefined) {
      index.remove(id);
      hashIds.delete(entry);
      entriesByHash.delete(id);
    }
    const key = keyOf(banks.get(state.bank)?.kind ?? 'pdq', state.value);
    const entries = byValue.get(key);
    entries?.delete(entry);
    if (entries?.size === 0) byValue.delete(key);
  }

  /** Of what lies near, that which counts: in force, enabled, within its own bank's radius. */
  function* counting(
    found: Iterable<{ readonly entry: number; readonly distance: number }>,
    radius: number | undefined,
  ): Generator<BankMatch & { readonly isNegative: boolean }> {
    for (const { entry, distance } of found) {
      const state = states.get(entry);
      const bank = state && banks.get(state.bank);
      if (state === undefined || bank === undefined) continue;
      if (state.expiresAt !== null && state.expiresAt <= now()) continue;
      if (distance > (radius ?? bank.radius) || !isAmong(entry, bank.enabled)) continue;
      const { name, harm, hint, is_negative: isNegative } = bank;
      yield { bank: name, entry, distance, harm, hint, isNegative };
    }
  }

  function* near(kind: BankKind, value: string, radius: number | undefined) {
    if (kind !== 'pdq') {
      for (const entry of byValue.get(keyOf(kind, value)) ?? []) yield { entry, distance: 0 };
      return;
    }
    const hash = fromHex(value);
    if (hash === null) return;
    for (const { id, distance } of index.within(hash, radius ?? mostRadius)) {
      const entry = entriesByHash.get(id);
      if (entry !== undefined) yield { entry, distance };
    }
  }

  return {
    get entries() {
      return states.size;
    },
    apply(changedBanks, changedEntries) {
      for (const bank of changedBanks) {
        banks.set(bank.name, bank);
        mostRadius = Math.max(mostRadius, bank.radius);
      }
      for (const state of changedEntries) {
        const bank = banks.get(state.bank);
        if (state.isRemoved) forget(state.id);
        else if (bank !== undefined) add(state, bank.kind);
      }
    },
    match(kind, value, { radius } = {}) {
      const all = [...counting(near(kind, value, radius), radius)];
      const harmless = Math.min(...all.filter((match) => match.isNegative).map(({ distance }) => distance));
      return all
        .filter((match) => !match.isNegative && match.distance < harmless)
        .map(({ isNegative: _, ...match }) => match)
        .toSorted((a, b) => a.distance - b.distance || a.entry - b.entry);
    },
    tidy() {
      if (sorting === null && index.unsorted <= Math.max(UNSORTED, (index.size - index.unsorted) / 8))
        return false;
      sorting ??= index.sorting();
      if (sorting.next().done) sorting = null;
      return true;
    },
  };
}

function keyOf(kind: BankKind, value: string): string {
  return `${kind}\n${value}`;
}

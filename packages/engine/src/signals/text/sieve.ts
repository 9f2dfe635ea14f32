import type { Transitions } from './transitions.ts';

/**
 * Says at one look of nearly every symbol that leads nowhere from a state that it does: a few bits for each symbol that
 * leads on, in one place for each state. Most words of a text follow one that begins some phrase, and go on with none.
 */
export interface Sieve {
  /** State → where its bits begin, in words of 32. */
  readonly starts: number[];
  /** State → the number of its bits, a power of two, less one. */
  readonly masks: number[];
  bits: Int32Array;
  length: number;
}

/** Bits for each symbol; of sixteen symbols that lead nowhere about one passes. */
const BITS_EACH = 16;

export function sieve(): Sieve {
  return { starts: [], masks: [], bits: new Int32Array(1024), length: 0 };
}

/** Adds the next state, given the symbols that lead on from it. */
export function addSieved(into: Sieve, symbols: readonly number[]): void {
  let words = 1;
  while (words * 32 < symbols.length * BITS_EACH) words *= 2;
  while (into.length + words > into.bits.length) {
    const wider = new Int32Array(into.bits.length * 2);
    wider.set(into.bits);
    into.bits = wider;
  }
  const start = into.length;
  const mask = words * 32 - 1;
  into.length += words;
  into.starts.push(start);
  into.masks.push(mask);
  for (const symbol of symbols) {
    const bit = scatter(symbol) & mask;
    into.bits[start + (bit >>> 5)]! |= 1 << (bit & 31);
  }
}

/** Whether one of these symbols may lead on from a state; where it says no, none does. */
export function mayPass(through: Sieve, state: number, symbols: readonly number[]): boolean {
  const { bits } = through;
  const start = through.starts[state]!;
  const mask = through.masks[state]!;
  for (let at = 0; at < symbols.length; at++) {
    const bit = scatter(symbols[at]!) & mask;
    if ((bits[start + (bit >>> 5)]! & (1 << (bit & 31))) !== 0) return true;
  }
  return false;
}

function scatter(symbol: number): number {
  const mixed = Math.imul(symbol, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** The symbols on the edges that leave each node of a tree. */
export interface Leaving {
  /** Node → where its symbols begin; they end where those of the next begin. */
  readonly starts: Int32Array;
  readonly symbols: Int32Array;
}

export function leaving({ nodes, edges, table }: Transitions): Leaving {
  const starts = new Int32Array(nodes + 1);
  for (let at = 0; at < table.length; at += 3) if (table[at + 2] !== 0) starts[table[at]! + 1]!++;
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  const symbols = new Int32Array(edges);
  const next = starts.slice();
  for (let at = 0; at < table.length; at += 3) {
    if (table[at + 2] !== 0) symbols[next[table[at]!]!++] = table[at + 1]!;
  }
  return { starts, symbols };
}

import { type Lattice, readCell } from './lattice.ts';
import { unitsOf } from './units.ts';

/**
 * Aho–Corasick over literals: one step per character, whatever their number. Dense rows over the alphabet that the
 * literals use; every other character leads back to the root.
 */
export interface Automaton {
  readonly width: number;
  /** Unit → column; 0 for all that occur in no literal. */
  readonly columns: Uint16Array;
  readonly next: Int32Array;
  /** State → the owners of the literals that end there. */
  readonly outputs: readonly (readonly number[] | undefined)[];
}

export interface Literal {
  readonly text: string;
  readonly owner: number;
}

export function automaton(literals: readonly Literal[]): Automaton {
  const columns = new Uint16Array(0x10000);
  let width = 1;
  for (const { text } of literals) {
    for (let at = 0; at < text.length; at++) {
      if (columns[text.charCodeAt(at)] === 0) columns[text.charCodeAt(at)] = width++;
    }
  }
  const states = 1 + literals.reduce((sum, { text }) => sum + text.length, 0);
  const next = new Int32Array(states * width);
  const outputs: (number[] | undefined)[] = [undefined];
  for (const { text, owner } of literals) {
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const edge = state * width + columns[text.charCodeAt(at)]!;
      if (next[edge] === 0) {
        next[edge] = outputs.length;
        outputs.push(undefined);
      }
      state = next[edge]!;
    }
    const here = outputs[state];
    if (here === undefined) outputs[state] = [owner];
    else if (!here.includes(owner)) here.push(owner);
  }
  complete(next, width, outputs);
  return { width, columns, next: next.slice(0, outputs.length * width), outputs };
}

/** Turns the tree into a machine: what no longer fits goes on with its longest fitting end. */
function complete(next: Int32Array, width: number, outputs: (number[] | undefined)[]): void {
  const fallback = new Int32Array(outputs.length);
  const queue: number[] = [];
  for (let column = 1; column < width; column++) if (next[column] !== 0) queue.push(next[column]!);
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!;
    const behind = fallback[state]!;
    const inherited = outputs[behind];
    if (inherited !== undefined) outputs[state] = [...new Set([...(outputs[state] ?? []), ...inherited])];
    for (let column = 1; column < width; column++) {
      const child = next[state * width + column]!;
      const other = next[behind * width + column]!;
      if (child === 0) next[state * width + column] = other;
      else {
        fallback[child] = other;
        queue.push(child);
      }
    }
  }
}

/** Marks the owner of every literal that occurs in the text. */
export function markOwners(machine: Automaton, text: string, marks: Uint8Array): void {
  const { width, columns, next, outputs } = machine;
  const { length } = text;
  const units = unitsOf(text);
  let state = 0;
  for (let at = 0; at < length; at++) {
    state = next[state * width + columns[units[at]!]!]!;
    if (state === 0) continue;
    const here = outputs[state];
    if (here !== undefined) for (const owner of here) marks[owner] = 1;
  }
}

/** The same for a reading of a lattice, which need not be a string for it. */
export function markOwnersIn(machine: Automaton, lattice: Lattice, wide: boolean, marks: Uint8Array): void {
  const { width, columns, next, outputs } = machine;
  const { data, length } = lattice;
  let state = 0;
  for (let at = 0; at < length; at++) {
    const unit = readCell(data[at]!, wide);
    if (unit < 0) continue;
    state = next[state * width + columns[unit]!]!;
    if (state === 0) continue;
    const here = outputs[state];
    if (here !== undefined) for (const owner of here) marks[owner] = 1;
  }
}

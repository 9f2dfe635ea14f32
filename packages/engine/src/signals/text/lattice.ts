import { leetReadings } from './leet.ts';
import type { TextView } from './view.ts';

/** What one cell of a lattice may also be, above the 16 bits of its likeliest unit. */
export const Cell = {
  /** Any of `leetReadings`. */
  leet: 0x1_0000,
  /** May be absent: the second letter of a stretched run, which may stand for one or two. */
  optional: 0x2_0000,
  /** A word may end after it: a letter spelled apart where word gaps are no wider. */
  mayBreak: 0x4_0000,
  /** Any one letter. */
  wildcard: 0x8_0000,
  /** With `leet`, in a letter with its number (`m3`): hardly a word by itself, but in a phrase. */
  mixed: 0x10_0000,
  /** With `leet`, in a number (`17`): a word only in a phrase that is clearly in leetspeak. */
  digits: 0x20_0000,
} as const;

/**
 * A text with its disguises as alternatives, cell by cell, so that a phrase can be looked for in every reading at once
 * instead of in a guess.
 */
export interface Lattice {
  readonly length: number;
  /** `length` cells, then for each the place in the plain text where it begins, then where it ends. */
  readonly data: Int32Array;
  readonly plain: TextView;
  /** Whether its two readings (see `readLattice`) differ. */
  readonly ambiguous: boolean;
}

/** Where in the plain text a cell begins. */
export function startOf({ data, length }: Lattice, cell: number): number {
  return data[length + cell]!;
}

/** Where in the plain text a cell ends. */
export function endOf({ data, length }: Lattice, cell: number): number {
  return data[2 * length + cell]!;
}

/** The unit that a sign is read as; `wide` takes its second reading, if that is a letter. */
export function readSign(unit: number, wide: boolean): number {
  const readings = leetReadings(unit)!;
  const second = readings[1];
  return wide && second !== undefined && second > 0x39 ? second : readings[0]!;
}

/** The unit that a cell is read as in a string, or -1 where the string does without it. */
export function readCell(cell: number, wide: boolean): number {
  if (!wide && (cell & Cell.optional) !== 0) return -1;
  const unit = cell & 0xffff;
  const asLetter = (cell & (Cell.leet | Cell.mixed | Cell.digits)) === Cell.leet;
  return asLetter ? readSign(unit, wide) : unit;
}

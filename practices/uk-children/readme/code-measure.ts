/** A measure of one of Ofcom's codes, as this practice stands to it. */
export interface CodeMeasure {
  /** As refs name it: `ICU F1`, or a span where the numbers inside are not certain, `PCU F1–F5`. */
  readonly id: string;
  readonly certainty: Certainty;
  /** In our own words; the text of the code is what counts. */
  readonly asks: string;
  readonly gate: Gate;
  /** What is missing, or why there is nothing. */
  readonly why: string;
}

/**
 * How sure we are of the number and of what it asks. None was read in the codes themselves: `second-hand` is from public
 * records that quote them, `from knowledge` was not read again, `id unverified` may have another number.
 */
export type Certainty = 'second-hand' | 'from knowledge' | 'id unverified';

/** `in part`: some measure of this practice names it; the others are named by none. */
export type Gate = 'in part' | 'not yet' | 'not by a gate';

/** A ref to a measure of the codes: its id, how certain that is, and what is covered. */
export interface CodeRef {
  readonly id: string;
  readonly certainty: string;
  readonly covers: string;
}

const REF = /^((?:ICU|PCU) [A-Z]\d+(?:\.\d+)?(?:–[A-Z]\d+)?) \(([a-z -]+)\), in part: (\S.*)$/;

/** Null for a ref to something else, or one that is not in this form. */
export function codeRefOf(ref: string): CodeRef | null {
  const [, id, certainty, covers] = REF.exec(ref) ?? [];
  return id && certainty && covers ? { id, certainty, covers } : null;
}

/** `PCU A3–A7` is five measures; everything else is itself. */
export function idsIn(id: string): readonly string[] {
  const [, code, letter = '', first, last] = /^(ICU|PCU) ([A-Z])(\d+)–\2(\d+)$/.exec(id) ?? [];
  if (first === undefined) return [id];
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, step) => `${code} ${letter}${Number(first) + step}`);
}

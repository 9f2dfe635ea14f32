import { paint } from '../terminal.ts';
import { spelledOut } from './visible.ts';

/** A place in a text, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What stands around a marked place is shown up to this many characters. */
const AROUND = 80;
const PLACES_MAX = 24;

/**
 * A text with places marked: in colour where colours are, else ⟦in brackets⟧; characters that cannot be seen are
 * spelled out. Of a long text what is far from any mark is left out.
 */
export function markPlaces(text: string, places: readonly Place[]): string {
  const merged = merge(places).slice(0, PLACES_MAX);
  if (merged.length === 0)
    return text.length <= 2 * AROUND ? spelledOut(text) : `${spelledOut(cut(text, 0, 2 * AROUND))}…`;
  let shown = '';
  let at = 0;
  for (const { start, end } of merged) {
    shown +=
      between(text, at, start, { first: at === 0, last: false }) + mark(spelledOut(text.slice(start, end)));
    at = end;
  }
  return shown + between(text, at, text.length, { first: false, last: true });
}

/** Word by word, so that a line can be broken between them. */
function mark(text: string): string {
  const painted = text
    .split(' ')
    .map((word) => (word === '' ? word : paint(['bold', 'yellow'], word)))
    .join(' ');
  return painted === text ? `⟦${text}⟧` : painted;
}

/** The stretch before, between or after marks; its middle is left out where it is long. */
function between(
  text: string,
  start: number,
  end: number,
  { first, last }: { readonly first: boolean; readonly last: boolean },
): string {
  const head = first ? 0 : AROUND;
  const tail = last ? 0 : AROUND;
  if (end - start <= head + tail) return spelledOut(text.slice(start, end));
  const before = head === 0 ? '… ' : `${spelledOut(cut(text, start, start + head))} … `;
  return tail === 0 ? before.trimEnd() : before + spelledOut(cut(text, end - tail, end));
}

/** Whole characters only: a half of a pair would be taken for a character that cannot be seen. */
function cut(text: string, start: number, end: number): string {
  const from = isSecondHalf(text, start) ? start + 1 : start;
  return text.slice(from, isSecondHalf(text, end) ? end - 1 : end);
}

function isSecondHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

function merge(places: readonly Place[]): readonly Place[] {
  const merged: Place[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || place.start > last.end) merged.push(place);
    else if (place.end > last.end) merged[merged.length - 1] = { start: last.start, end: place.end };
  }
  return merged;
}

import { hashOf } from './hash.ts';

/**
 * What was seen of somebody on one day: the hour, in hours since 1970, and what else there is to say of it, as
 * numbers. Of several on one day the least stands, compared number by number: the first of the day.
 */
export type Sighting = readonly [hour: number, ...more: readonly number[]];

/** One other, and the days on which it was seen, in their order. */
export interface Page {
  readonly id: string;
  readonly days: readonly Sighting[];
}

/**
 * Who was seen on which day, in the order of their ids. A page of it is never larger than its limits, and yet in which
 * order things are entered makes no difference: of a day with more than `perDay` people those stay whose hash is
 * least, which is a matter of who was there that day and of nothing else.
 */
export type DayBook = readonly Page[];

export interface BookLimits {
  /** People on one day; a day that has as many is full. */
  readonly perDay: number;
  /** Days up to the latest one, that included; what is older is forgotten. */
  readonly days: number;
}

export const HOUR_MS = 3_600_000;

export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS);
}

export function dayOf(hour: number): number {
  return Math.floor(hour / 24);
}

/** @param latest the latest hour of anything that the book's owner was seen to do */
export function entered(
  book: DayBook,
  id: string,
  seen: Sighting,
  latest: number,
  { perDay, days }: BookLimits,
): DayBook {
  const day = dayOf(seen[0]);
  if (day <= dayOf(latest) - days) return book;
  const at = placeOf(book, id);
  const known = book[at];
  const isThere = known?.id === id;
  const page = isThere ? { id, days: withDay(known.days, seen) } : { id, days: [seen] };
  if (isThere && page.days === known.days) return book;
  const next = isThere ? book.with(at, page) : book.toSpliced(at, 0, page);
  return isThere && known.days.some(([hour]) => dayOf(hour) === day) ? next : withinLimit(next, day, perDay);
}

/** Without the days that are over once `latest` is the latest hour. */
export function withoutOld(book: DayBook, latest: number, days: number): DayBook {
  const oldest = (dayOf(latest) - days + 1) * 24;
  if (book.every((page) => (page.days[0]?.[0] ?? oldest) >= oldest)) return book;
  return book.flatMap((page) => {
    const kept = page.days.filter(([hour]) => hour >= oldest);
    return kept.length === 0 ? [] : [{ id: page.id, days: kept }];
  });
}

export function findPage(book: DayBook, id: string): Page | undefined {
  const page = book[placeOf(book, id)];
  return page?.id === id ? page : undefined;
}

/**
 * For how many people one of a day stands: 1, or more where the day is full and others were left out. The estimate is
 * that of a sample by least hashes (Beyer and others, SIGMOD 2007): (k − 1) / k-th least hash.
 *
 * @returns null for somebody who would not be there, whatever they did that day
 */
export function weigher(book: DayBook, perDay: number): (day: number, id: string) => number | null {
  const full = new Map<number, { count: number; greatest: number }>();
  for (const { id, days } of book) {
    const hash = hashOf(id);
    for (const [hour] of days) {
      const day = dayOf(hour);
      const known = full.get(day);
      if (known === undefined) full.set(day, { count: 1, greatest: hash });
      else {
        known.count += 1;
        if (hash > known.greatest) known.greatest = hash;
      }
    }
  }
  return (day, id) => {
    const known = full.get(day);
    if (known === undefined || known.count < perDay) return 1;
    if (hashOf(id) > known.greatest) return null;
    return Math.max(1, ((perDay - 1) * 2 ** 32) / (known.greatest + 1) / perDay);
  };
}

function withDay(days: readonly Sighting[], seen: Sighting): readonly Sighting[] {
  const day = dayOf(seen[0]);
  const at = days.findIndex(([hour]) => dayOf(hour) >= day);
  const known = days[at];
  if (known === undefined) return [...days, seen];
  if (dayOf(known[0]) !== day) return days.toSpliced(at, 0, seen);
  return isLess(seen, known) ? days.with(at, seen) : days;
}

function isLess(one: Sighting, other: Sighting): boolean {
  for (let at = 0; at < one.length; at++) {
    const [a = 0, b = 0] = [one[at], other[at]];
    if (a !== b) return a < b;
  }
  return false;
}

/** Of a day that has one too many, without the one whose hash is greatest. */
function withinLimit(book: DayBook, day: number, perDay: number): DayBook {
  let count = 0;
  let [greatest, place] = [-1, -1];
  book.forEach(({ id, days }, at) => {
    if (!days.some(([hour]) => dayOf(hour) === day)) return;
    count += 1;
    const hash = hashOf(id);
    // Of two with one hash the one whose id comes later: the same in every order.
    if (hash >= greatest) [greatest, place] = [hash, at];
  });
  const last = book[place];
  if (count <= perDay || last === undefined) return book;
  const days = last.days.filter(([hour]) => dayOf(hour) !== day);
  return days.length === 0 ? book.toSpliced(place, 1) : book.with(place, { id: last.id, days });
}

/** Where it stands or would stand. */
function placeOf(book: DayBook, id: string): number {
  let [from, to] = [0, book.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((book[middle]?.id ?? '') < id) from = middle + 1;
    else to = middle;
  }
  return from;
}

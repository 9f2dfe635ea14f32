import { AGE_BANDS } from '../event/vocabulary.ts';
import { type BookLimits, type DayBook, entered, hourOf, withoutOld } from './day-book.ts';
import { isReaction, type Observation } from './observation.ts';

/** What has passed in a conversation, or in a group. */
export interface PlaceHistory {
  readonly messages: number;
  /** Milliseconds since 1970 of the first; null where there was none. */
  readonly first: number | null;
  /** When the latest messages were, latest first; at most `RECENT_THERE`. */
  readonly recent: readonly number[];
  /** Hour since 1970 of the latest. */
  readonly latest: number;
  /** Who wrote there, per day: `[hour, band]`. */
  readonly people: DayBook;
}

export const NEW_PLACE: PlaceHistory = { messages: 0, first: null, recent: [], latest: -1, people: [] };
export const RECENT_THERE = 40;
export const THERE: BookLimits = { perDay: 64, days: 8 };

/** Its history with one event more. Who asks to be let in says nothing there. */
export function foldPlace(place: PlaceHistory, seen: Observation): PlaceHistory {
  if (isReaction(seen) || seen.kind === 'request') return place;
  const hour = hourOf(seen.at);
  const latest = Math.max(place.latest, hour);
  return {
    messages: place.messages + 1,
    first: place.first === null ? seen.at : Math.min(place.first, seen.at),
    recent: latestOf(place.recent, seen.at, RECENT_THERE),
    latest,
    people: entered(
      withoutOld(place.people, latest, THERE.days),
      seen.actor,
      [hour, AGE_BANDS.indexOf(seen.actorBand)],
      latest,
      THERE,
    ),
  };
}

/** With one moment more; latest first, at most so many. */
export function latestOf(moments: readonly number[], at: number, most: number): readonly number[] {
  const place = moments.findIndex((one) => one < at);
  if (place < 0) return moments.length < most ? [...moments, at] : moments;
  const all = moments.toSpliced(place, 0, at);
  return all.length > most ? all.slice(0, most) : all;
}

import { AGE_BANDS } from '../event/vocabulary.ts';
import { dayOf, HOUR_MS, hourOf, weigher } from './day-book.ts';
import { isChild } from './observation.ts';
import { type PlaceHistory, THERE } from './place.ts';

/** What happened before in the conversation, or the group, of an event. */
export interface PlaceFacts {
  readonly messages: number;
  /** In the last hour; at most 40. */
  readonly messages_1h: number;
  /** Hours since the first message; 0 where there was none. */
  readonly hours: number;
  /** Who wrote there in 7 days, and how many of them are children. */
  readonly people_7d: number;
  readonly children_7d: number;
  /** The actor has not written there in 7 days. */
  readonly first_there: boolean;
}

/** @param at milliseconds since 1970 */
export function placeFacts(place: PlaceHistory, actor: string, at: number): PlaceFacts {
  const now = hourOf(at);
  const weigh = weigher(place.people, THERE.perDay);
  let [people, children, isThere] = [0, 0, false];
  for (const { id, days } of place.people) {
    const seen = days.find(([hour]) => hour <= now && hour > now - 7 * 24);
    if (seen === undefined) continue;
    if (id === actor) isThere = true;
    const [hour, band = 0] = seen;
    const weight = weigh(dayOf(hour), id) ?? 0;
    people += weight;
    if (isChild(AGE_BANDS[band] ?? '')) children += weight;
  }
  return {
    messages: place.messages,
    messages_1h: place.recent.filter((sent) => sent <= at && at - sent < HOUR_MS).length,
    hours: place.first === null ? 0 : Math.max(0, (at - place.first) / HOUR_MS),
    people_7d: Math.round(people),
    children_7d: Math.round(children),
    first_there: !isThere,
  };
}

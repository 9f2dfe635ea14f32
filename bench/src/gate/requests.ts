import type { Event, SourceFile } from '@safeward/engine';
import { createRandom } from '@safeward/simulator';
import { ALL_KINDS, inventEvents } from '../input/events.ts';
import { load } from '../input/practice.ts';
import { type Expected, expectedOf } from './expected.ts';

/** What is sent: the events in turn, again and again under new ids, so that every request is one of its own. */
export interface Traffic {
  /** `name@version` */
  readonly practice: string;
  /** The events, without the numbers that make their ids unique. */
  readonly events: readonly Event[];
  readonly expected: readonly Expected[];
}

/** How long the messages are, in characters. */
export const TEXT_LENGTH = [15, 300] as const;

/** Digits of the number that an event's id ends with. */
const DIGITS = 9;
const PREFIX = 'bench-';

/**
 * Events of every kind as a service brings them, with what the gate makes of them under a practice.
 *
 * @throws {CannotMeasure} where the practice does not load
 */
export function makeTraffic(files: readonly SourceFile[], count: number, seed: number): Traffic {
  const { practice, plan } = load(files);
  const text = { length: TEXT_LENGTH, fragments: [], fragmentShare: 0 };
  const events = inventEvents(createRandom(seed), { count, kinds: ALL_KINDS, text }).map(({ event }) => ({
    ...event,
    id: eventId(0),
  }));
  return {
    practice: `${practice.name}@${practice.version}`,
    events,
    expected: events.map((event) => expectedOf(plan, event)),
  };
}

export function eventId(number: number): string {
  return PREFIX + String(number).padStart(DIGITS, '0');
}

/** Which of the events a request was made from, by the id that it carries. */
export function numberOfEvent(id: string): number {
  return Number(id.slice(PREFIX.length));
}

/** Makes the next request for one server, as the bytes that go over its connections. */
export type NextRequest = () => Buffer;

/** HTTP requests with the events in turn, each under an id that this server has not had before. */
export function requestsFor(
  { events }: Traffic,
  { url, key }: { readonly url: string; readonly key: string },
): NextRequest {
  const templates = events.map((event) => template(event, new URL(url).host, key));
  let number = 0;
  return () => {
    const made = templates[number % templates.length];
    if (made === undefined) throw new RangeError('there are no events to send');
    const request = Buffer.from(made.bytes);
    request.write(String(number++).padStart(DIGITS, '0'), made.idAt, 'latin1');
    return request;
  };
}

function template(
  event: Event,
  host: string,
  key: string,
): { readonly bytes: Buffer; readonly idAt: number } {
  const body = Buffer.from(JSON.stringify(event));
  const head = Buffer.from(
    `POST /v1/decisions HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  const bytes = Buffer.concat([head, body]);
  return { bytes, idAt: head.length + body.indexOf(event.id) + PREFIX.length };
}

import type { Event, Kind } from '@safeward/engine';
import { columnsOf, shorten } from '../output/columns.ts';
import { visible } from '../output/visible.ts';

/** What somebody does, in words before what they say; a message is what it says. */
const DOES: Readonly<Record<Kind, string>> = {
  message: '',
  group_message: '',
  post: 'posts',
  image: 'shows a picture',
  profile: 'profile:',
  edit: 'edits:',
  contact_request: 'asks to connect',
  group_invite: 'invites to a group',
  signup: 'signs up',
  search: 'searches',
  suggestion: 'would be suggested',
  setting_change: 'changes a setting',
  live_chat: 'live:',
};

/** A piece of a line; marked where a measure saw something. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Places in `content.text`, in UTF-16 units; in order. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What happens in an event, in at most so many columns, with places of its text marked. */
export function describeWhat(event: Event, places: readonly Place[], columns: number): readonly Piece[] {
  const does = doing(event);
  const text = event.content?.text;
  if (text === undefined) return [plain(shorten(does, columns))];
  const before = does === '' ? '“' : `${does} “`;
  const room = columns - before.length - 1;
  // One character for one, so that places stay where they are.
  const said = visible(text);
  const from = startOf(said, places[0], room);
  const shown = shorten(from === 0 ? said : `…${said.slice(from)}`, room);
  const moved = from === 0 ? 0 : from - 1;
  const marked = places.map(({ start, end }) => ({ start: start - moved, end: end - moved }));
  return [plain(before), ...markIn(shown, marked), plain('”')];
}

/** Where to begin, so that the first place is seen: at the beginning if it is seen then. */
function startOf(text: string, place: Place | undefined, room: number): number {
  if (place === undefined || place.end < room || place.start < room / 2 || columnsOf(text) <= room) return 0;
  const latest = text.length - room + 1;
  const from = Math.min(place.start, latest);
  const half = text.codePointAt(from - 1) ?? 0;
  return from <= 1 ? 0 : half > 0xffff ? from - 1 : from;
}

function doing({ kind, context }: Event): string {
  const setting = context?.setting;
  return kind === 'setting_change' && typeof setting === 'string'
    ? `changes “${visible(setting)}”`
    : DOES[kind];
}

function markIn(text: string, places: readonly Place[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of places) {
    if (start < 0 || end <= at || start >= text.length) continue;
    pieces.push(plain(text.slice(at, start)), { text: text.slice(Math.max(start, at), end), marked: true });
    at = end;
  }
  return [...pieces, plain(text.slice(at))];
}

function plain(text: string): Piece {
  return { text, marked: false };
}

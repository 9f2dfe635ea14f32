import type { Event, Kind } from '@safeward/engine';
import { shorten } from '../output/columns.ts';
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
  // One character for one, so that places stay where they are.
  const said = shorten(visible(text), columns - before.length - 1);
  return [plain(before), ...markIn(said, places), plain('”')];
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
    if (end <= at || start >= text.length) continue;
    pieces.push(plain(text.slice(at, start)), { text: text.slice(Math.max(start, at), end), marked: true });
    at = end;
  }
  return [...pieces, plain(text.slice(at))];
}

function plain(text: string): Piece {
  return { text, marked: false };
}

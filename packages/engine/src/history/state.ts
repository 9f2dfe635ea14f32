import { type AccountHistory, NEW_ACCOUNT } from './account.ts';
import type { DayBook, Sighting } from './day-book.ts';
import type { Subject } from './histories.ts';
import { NEW_PAIR, NOTHING, type PairHistory, type Side } from './pair.ts';
import { NEW_PLACE, type PlaceHistory } from './place.ts';

/**
 * How states are written down. It is raised with every change of what a fold keeps or of how it is written, and the
 * step from the version before goes into `UPGRADES`; where no step can be made, the histories are rebuilt.
 */
export const STATE_VERSION = 1;

/** From a version to the next, by subject; each takes and gives the parsed JSON of a state. */
const UPGRADES: Readonly<Record<number, (subject: Subject, state: unknown) => unknown>> = {};

export interface StateOf {
  readonly pair: PairHistory;
  readonly account: AccountHistory;
  readonly conversation: PlaceHistory;
  readonly group: PlaceHistory;
}

/** A state that is of another version is never read as if it were of this one. */
export type DecodedState<S extends Subject> =
  | { readonly ok: true; readonly state: StateOf[S] }
  | { readonly ok: false; readonly because: 'older' | 'newer' };

/** As JSON text: numbers in a row, nothing that is empty. */
export function encodeState<S extends Subject>(subject: S, state: StateOf[S]): string {
  return JSON.stringify(WRITE[subject](state));
}

/** @param version which it was written by */
export function decodeState<S extends Subject>(subject: S, version: number, text: string): DecodedState<S> {
  if (version > STATE_VERSION) return { ok: false, because: 'newer' };
  let state: unknown = JSON.parse(text);
  for (let from = version; from < STATE_VERSION; from++) {
    const upgrade = UPGRADES[from];
    if (upgrade === undefined) return { ok: false, because: 'older' };
    state = upgrade(subject, state);
  }
  return { ok: true, state: READ[subject](state) };
}

type FlatBook = readonly (readonly [id: string, ...numbers: readonly number[]])[];

interface FlatSide {
  readonly m?: number;
  readonly q?: number;
  readonly t?: readonly [first: number, last: number];
  /** Latest first; the first as it is, each other as how much earlier it was. */
  readonly r?: readonly number[];
  readonly f?: Readonly<Record<string, readonly [first: number, last: number, count: number]>>;
  readonly x?: number;
}
interface FlatPair {
  readonly l?: FlatSide;
  readonly h?: FlatSide;
  readonly c?: number;
}
interface FlatAccount {
  readonly t: number;
  readonly w?: FlatBook;
  readonly h?: FlatBook;
  readonly g?: FlatBook;
  readonly x?: FlatBook;
  readonly n?: readonly number[];
  readonly b?: AccountHistory['bands'];
}
interface FlatPlace {
  readonly m: number;
  readonly f: number | null;
  readonly r: readonly number[];
  readonly t: number;
  readonly p: FlatBook;
}

const place = {
  write: (state: PlaceHistory): FlatPlace => ({
    m: state.messages,
    f: state.first,
    r: steps(state.recent),
    t: state.latest,
    p: flat(state.people),
  }),
  // Written by `write`, as its version says.
  read: (state: unknown): PlaceHistory => {
    const { m, f, r, t, p } = state as FlatPlace;
    return { ...NEW_PLACE, messages: m, first: f, recent: unstepped(r), latest: t, people: unflat(p, 2) };
  },
};

const WRITE: { readonly [S in Subject]: (state: StateOf[S]) => object } = {
  pair: ({ low, high, connectedSince }): FlatPair => ({
    ...(low === NOTHING ? {} : { l: flatSide(low) }),
    ...(high === NOTHING ? {} : { h: flatSide(high) }),
    ...(connectedSince === null ? {} : { c: connectedSince }),
  }),
  account: ({ latest, wrote, heard, groups, reactions, hours, bands }): FlatAccount => ({
    t: latest,
    ...(wrote.length === 0 ? {} : { w: flat(wrote) }),
    ...(heard.length === 0 ? {} : { h: flat(heard) }),
    ...(groups.length === 0 ? {} : { g: flat(groups) }),
    ...(reactions.length === 0 ? {} : { x: flat(reactions) }),
    ...(hours.length === 0 ? {} : { n: hours.flat() }),
    ...(Object.keys(bands).length === 0 ? {} : { b: sorted(bands) }),
  }),
  conversation: place.write,
  group: place.write,
};

const READ: { readonly [S in Subject]: (state: unknown) => StateOf[S] } = {
  pair: (state) => {
    const { l, h, c } = state as FlatPair;
    return { ...NEW_PAIR, low: side(l), high: side(h), connectedSince: c ?? null };
  },
  account: (state) => {
    const { t, w = [], h = [], g = [], x = [], n = [], b = {} } = state as FlatAccount;
    return {
      ...NEW_ACCOUNT,
      latest: t,
      wrote: unflat(w, 3),
      heard: unflat(h, 2),
      groups: unflat(g, 2),
      reactions: unflat(x, 1),
      hours: inRows(n, 2).map(([hour = 0, count = 0]) => [hour, count] as const),
      bands: b,
    };
  },
  conversation: place.read,
  group: place.read,
};

function flatSide({ messages, requests, first, last, recent, families, rejected }: Side): FlatSide {
  const seen = sorted(families);
  return {
    ...(messages === 0 ? {} : { m: messages }),
    ...(requests === 0 ? {} : { q: requests }),
    ...(first === null || last === null ? {} : { t: [first, last] as const }),
    ...(recent.length === 0 ? {} : { r: steps(recent) }),
    ...(Object.keys(seen).length === 0
      ? {}
      : {
          f: Object.fromEntries(
            Object.entries(seen).map(([code, one]) => [code, [one.first, one.last, one.count] as const]),
          ),
        }),
    ...(rejected === null ? {} : { x: rejected }),
  };
}

function side(written: FlatSide | undefined): Side {
  if (written === undefined) return NOTHING;
  const { m = 0, q = 0, t, r = [], f = {}, x = null } = written;
  return {
    messages: m,
    requests: q,
    first: t?.[0] ?? null,
    last: t?.[1] ?? null,
    recent: unstepped(r),
    families: Object.fromEntries(
      Object.entries(f).map(([code, [first, last, count]]) => [code, { first, last, count }]),
    ),
    rejected: x,
  };
}

/** In the order of its keys, so that equal states are equal texts. */
function sorted<V>(record: Readonly<Partial<Record<string, V>>>): Readonly<Record<string, V>> {
  const entries = Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries) as Record<string, V>;
}

function flat(book: DayBook): FlatBook {
  return book.map(({ id, days }) => [id, ...days.flat()]);
}

function unflat(book: FlatBook, width: number): DayBook {
  return book.map(([id, ...numbers]) => ({ id, days: inRows(numbers, width) as readonly Sighting[] }));
}

function inRows(numbers: readonly number[], width: number): readonly (readonly number[])[] {
  return Array.from({ length: numbers.length / width }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width),
  );
}

function steps(moments: readonly number[]): readonly number[] {
  return moments.map((moment, at) => (at === 0 ? moment : (moments[at - 1] ?? 0) - moment));
}

function unstepped(written: readonly number[]): readonly number[] {
  let moment = 0;
  return written.map((step, at) => {
    moment = at === 0 ? step : moment - step;
    return moment;
  });
}

/** Where each UTF-16 unit of a view stands in the original text. */
export interface OffsetMap {
  /** First original unit, per unit of the view. */
  readonly starts: Uint32Array;
  /** One past the last original unit, per unit of the view. */
  readonly ends: Uint32Array;
}

/** A reading of a text that remembers where every character came from. */
export interface TextView {
  readonly text: string;
  /** `null`: unit i of `text` stands for unit i of the original, so that plain ASCII costs no arrays. */
  readonly map: OffsetMap | null;
}

/** A stretch of the original text, in UTF-16 units; `end` is one past the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A view whose map is drawn when it is first asked for: most texts are scanned without a hit, and need none. */
export function lazyView(text: string, draw: () => OffsetMap): TextView {
  let map: OffsetMap | undefined;
  return {
    text,
    get map() {
      map ??= draw();
      return map;
    },
  };
}

/** The original stretch behind `[start, end)` of a view. An empty stretch stays empty. */
export function originalSpan(view: TextView, start: number, end: number): Range {
  const { map } = view;
  if (map === null) return { start, end };
  if (start >= end) {
    const at = start < map.starts.length ? map.starts[start]! : (map.ends[map.ends.length - 1] ?? 0);
    return { start: at, end: at };
  }
  return { start: map.starts[start]!, end: map.ends[end - 1]! };
}

/** Units with their origin, in scratch arrays that are used again for the next text. */
export interface Scratch {
  length: number;
  units: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

export function scratch(): Scratch {
  return { length: 0, units: new Uint16Array(512), starts: new Uint32Array(512), ends: new Uint32Array(512) };
}

export function pushUnit(into: Scratch, unit: number, start: number, end: number): void {
  if (into.length === into.units.length) grow(into);
  const at = into.length++;
  into.units[at] = unit;
  into.starts[at] = start;
  into.ends[at] = end;
}

function grow(into: Scratch): void {
  const { units, starts, ends } = into;
  into.units = new Uint16Array(units.length * 2);
  into.starts = new Uint32Array(units.length * 2);
  into.ends = new Uint32Array(units.length * 2);
  into.units.set(units);
  into.starts.set(starts);
  into.ends.set(ends);
}

/** A map of its own, which outlives the scratch. */
export function copyMap({ starts, ends, length }: Scratch): OffsetMap {
  return { starts: starts.slice(0, length), ends: ends.slice(0, length) };
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const decoder = new TextDecoder(LITTLE_ENDIAN ? 'utf-16le' : 'utf-16be', { ignoreBOM: true });

/** The string of well-formed UTF-16 units. */
export function unitsToString(units: Uint16Array, length: number): string {
  return decoder.decode(units.subarray(0, length));
}

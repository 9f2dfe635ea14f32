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

/** Collects the units of a view together with their origin. */
export interface ViewBuilder {
  length: number;
  units: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

export function viewBuilder(capacity: number): ViewBuilder {
  const size = Math.max(16, capacity);
  return {
    length: 0,
    units: new Uint16Array(size),
    starts: new Uint32Array(size),
    ends: new Uint32Array(size),
  };
}

export function pushUnit(builder: ViewBuilder, unit: number, start: number, end: number): void {
  if (builder.length === builder.units.length) grow(builder);
  const at = builder.length++;
  builder.units[at] = unit;
  builder.starts[at] = start;
  builder.ends[at] = end;
}

function grow(builder: ViewBuilder): void {
  const size = builder.units.length * 2;
  const units = new Uint16Array(size);
  const starts = new Uint32Array(size);
  const ends = new Uint32Array(size);
  units.set(builder.units);
  starts.set(builder.starts);
  ends.set(builder.ends);
  builder.units = units;
  builder.starts = starts;
  builder.ends = ends;
}

export function finishView(builder: ViewBuilder): TextView {
  const { length } = builder;
  return {
    text: unitsToString(builder.units, length),
    map: { starts: builder.starts.subarray(0, length), ends: builder.ends.subarray(0, length) },
  };
}

/** In chunks, because an argument list has a limit and a text has 64 KiB. */
export function unitsToString(units: Uint16Array, length: number): string {
  if (length <= 4096)
    return String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]);
  let text = '';
  for (let at = 0; at < length; at += 4096) {
    text += String.fromCharCode(...units.subarray(at, Math.min(length, at + 4096)));
  }
  return text;
}

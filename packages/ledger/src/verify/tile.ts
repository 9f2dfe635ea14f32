import { fails, proven, type Verdict } from './verdict.ts';

/** Hashes, or entries, of a full tile (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
/** Levels that a tree of less than 2^53 leaves can have. */
export const MAX_LEVEL = 6;
/** Bytes of one entry: its length is told in sixteen bits. */
export const MAX_ENTRY = 65_535;

/** A tile, or a bundle of entries, by its place. */
export interface TileName {
  /** `entries`, or how many tiles lie below. */
  readonly level: number | 'entries';
  readonly number: number;
  /** 256, or less for a partial one. */
  readonly width: number;
}

/** `tile/0/x001/x234/067.p/8`: below the log's prefix, as C2SP tlog-tiles writes it. */
export function tilePath({ level, number, width }: TileName): string {
  const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0');
  const groups = digits.match(/.{3}/g) ?? [];
  const path = groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** Reads a path in its one spelling; null for anything else. */
export function parseTilePath(path: string): TileName | null {
  const [, level = '', digits = '', partial] =
    /^tile\/(entries|[0-6])\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path) ?? [];
  if (level === '') return null;
  const name: TileName = {
    level: level === 'entries' ? level : Number(level),
    number: Number(digits.replaceAll(/[x/]/g, '')),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  };
  return Number.isSafeInteger(name.number) && tilePath(name) === path ? name : null;
}

/** The entries of a bundle: each after its length as a big-endian sixteen-bit number. */
export function parseBundle(bytes: Uint8Array, what = 'the bundle'): Verdict<readonly Buffer[]> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Buffer[] = [];
  for (let at = 0; at < whole.length; ) {
    if (entries.length === TILE_WIDTH)
      return fails('too_large', what, 'has more entries than a bundle holds');
    if (at + 2 > whole.length) return fails('malformed', what, 'is cut off');
    const end = at + 2 + whole.readUInt16BE(at);
    if (end > whole.length) return fails('malformed', what, 'is cut off');
    entries.push(whole.subarray(at + 2, end));
    at = end;
  }
  return proven(entries);
}

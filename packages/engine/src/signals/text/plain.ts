import { undisguise, undisguiseAll } from './lookalikes.ts';
import { foldedText, foldedUnit, isSpaceUnit, segment, segmentText } from './segments.ts';
import {
  copyMap,
  lazyView,
  type OffsetMap,
  pushUnit,
  scratch,
  type TextView,
  unitsToString,
} from './view.ts';

const SPACES = /[\t-\r ]{2,}|[\t-\r]/g;

/**
 * The text as a reader sees it: NFKC, lower case, invisible characters removed, look-alike letters and typographic
 * quotes replaced, one space for any white space. Linear in the length of the text.
 */
export function plainView(original: string): TextView {
  let odd = false;
  let squeezed = false;
  let space = false;
  for (let at = 0; at < original.length; at++) {
    const unit = original.charCodeAt(at);
    if (unit > 0x20) {
      if (unit >= 0x7f) return foldedView(original);
      space = false;
      continue;
    }
    if (unit < 0x20) {
      if (!isSpaceUnit(unit)) return foldedView(original);
      odd = true;
    }
    if (space) squeezed = true;
    space = true;
  }
  const text = (odd || squeezed ? original.replace(SPACES, ' ') : original).toLowerCase();
  return squeezed ? lazyView(text, () => mapOfSqueezed(original)) : { text, map: null };
}

/** Where the characters of ASCII text stand once white space has shrunk. */
function mapOfSqueezed(original: string): OffsetMap {
  folded.length = 0;
  for (let at = 0; at < original.length; at++) {
    const unit = original.charCodeAt(at);
    if (isSpaceUnit(unit)) pushSpace(at, at + 1);
    else pushUnit(folded, unit, at, at + 1);
  }
  return copyMap(folded);
}

function foldedView(original: string): TextView {
  fold(original);
  return lazyView(unitsToString(folded.units, folded.length), () => {
    fold(original);
    return copyMap(folded);
  });
}

/**
 * How text of another script reads in a Latin message where all its letters have a Latin look-alike (`сор` as `cop`);
 * `null` where it is no such text.
 */
export function latinReading(original: string): string | null {
  if (!/\p{L}{2}/u.test(original)) return null;
  fold(original, undisguiseAll);
  const text = unitsToString(folded.units, folded.length);
  return /^[\0-\x7f]*$/.test(text) && text !== plainView(original).text ? text : null;
}

const folded = scratch();

/** Leaves the plain text of any text in `folded`. */
function fold(original: string, replaceLookalikes = undisguise): void {
  folded.length = 0;
  const segments = segment(original);
  if (segments.suspect) replaceLookalikes(segments);
  for (let at = 0; at < segments.length; at++) {
    const start = segments.start[at]!;
    const end = segments.end[at]!;
    const unit = segments.unit[at]!;
    const single = unit < 0 ? 0 : foldedUnit(unit);
    if (single !== 0) {
      if (isSpaceUnit(single)) pushSpace(start, end);
      else pushUnit(folded, single, start, end);
      continue;
    }
    const text = foldedText(segmentText(segments, at));
    for (let i = 0; i < text.length; i++) {
      const part = text.charCodeAt(i);
      if (isSpaceUnit(part)) pushSpace(start, end);
      else pushUnit(folded, part, start, end);
    }
  }
}

function pushSpace(start: number, end: number): void {
  const last = folded.length - 1;
  if (last >= 0 && folded.units[last] === 0x20) folded.ends[last] = end;
  else pushUnit(folded, 0x20, start, end);
}

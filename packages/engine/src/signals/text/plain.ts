import { undisguise } from './lookalikes.ts';
import { isSpaceUnit, segment, segmentText } from './segments.ts';
import { finishView, pushUnit, type TextView, viewBuilder } from './view.ts';

/** Anything but printable ASCII and single white space: needs the long way. */
const LONG_WAY = /[^\t-\r -~]|[\t-\r ]{2}/;
const ODD_SPACE = /[\t-\r]/;
const ODD_SPACES = /[\t-\r]/g;

/**
 * The text as a reader sees it: NFKC, lower case, invisible characters removed, look-alike letters and typographic
 * quotes replaced, one space for any white space. Linear in the length of the text.
 */
export function plainView(original: string): TextView {
  if (LONG_WAY.test(original)) return longWay(original);
  const text = ODD_SPACE.test(original) ? original.replace(ODD_SPACES, ' ') : original;
  return { text: text.toLowerCase(), map: null };
}

function longWay(original: string): TextView {
  const segments = segment(original);
  if (segments.suspect) undisguise(segments);
  const view = viewBuilder(segments.length + 8);
  for (let at = 0; at < segments.length; at++) {
    const start = segments.start[at]!;
    const end = segments.end[at]!;
    const unit = segments.unit[at]!;
    if (unit >= 0 && unit < 0x80) {
      if (isSpaceUnit(unit)) pushSpace(view, start, end);
      else pushUnit(view, unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit, start, end);
      continue;
    }
    const text = segmentText(segments, at).toLowerCase().normalize('NFKC');
    for (let i = 0; i < text.length; i++) {
      const folded = text.charCodeAt(i);
      if (isSpaceUnit(folded)) pushSpace(view, start, end);
      else pushUnit(view, folded, start, end);
    }
  }
  return finishView(view);
}

function pushSpace(view: ReturnType<typeof viewBuilder>, start: number, end: number): void {
  const last = view.length - 1;
  if (last >= 0 && view.units[last] === 0x20) view.ends[last] = end;
  else pushUnit(view, 0x20, start, end);
}

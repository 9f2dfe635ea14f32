import { Cell, type Lattice, readSign } from './lattice.ts';
import { copyMap, lazyView, pushUnit, scratch, type TextView, unitsToString } from './view.ts';

const read = scratch();

/** One string out of a lattice, for regular expressions: `wide` takes the other readings and the longer stretches. */
export function readLattice(lattice: Lattice, wide: boolean): TextView {
  fill(lattice, wide);
  return lazyView(unitsToString(read.units, read.length), () => {
    fill(lattice, wide);
    const { map } = lattice.plain;
    const places = copyMap(read);
    if (map === null) return places;
    return {
      starts: places.starts.map((at) => map.starts[at]!),
      ends: places.ends.map((at) => map.ends[at - 1]!),
    };
  });
}

/** Leaves in `read` the units, and their places in the plain text. */
function fill({ data, length }: Lattice, wide: boolean): void {
  read.length = 0;
  for (let at = 0; at < length; at++) {
    const cell = data[at]!;
    const end = data[2 * length + at]!;
    if (!wide && (cell & Cell.optional) !== 0) {
      if (read.length > 0) read.ends[read.length - 1] = end;
      continue;
    }
    const unit = cell & 0xffff;
    const asLetter = (cell & (Cell.leet | Cell.mixed | Cell.digits)) === Cell.leet;
    pushUnit(read, asLetter ? readSign(unit, wide) : unit, data[length + at]!, end);
  }
}

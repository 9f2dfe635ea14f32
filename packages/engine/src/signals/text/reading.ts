import { endOf, type Lattice, readCell, startOf } from './lattice.ts';
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
function fill(lattice: Lattice, wide: boolean): void {
  read.length = 0;
  for (let at = 0; at < lattice.length; at++) {
    const unit = readCell(lattice.data[at]!, wide);
    const end = endOf(lattice, at);
    if (unit >= 0) pushUnit(read, unit, startOf(lattice, at), end);
    else if (read.length > 0) read.ends[read.length - 1] = end;
  }
}

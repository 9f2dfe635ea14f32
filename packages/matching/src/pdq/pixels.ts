/** An image as bytes, row by row from the top, without gaps: grey, red-green-blue, or these with a fourth byte. */
export interface Pixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel. Of four, the last (opacity) does not count, as with the reference. */
  readonly channels: 1 | 3 | 4;
}

/** The longest side that is taken: at 12 bytes of room a column, what is needed stays below some megabytes. */
export const LONGEST_SIDE = 65_535;

/** Pixels come from a decoder; what does not fit together is a bug of the caller. */
export function requirePixels({ data, width, height, channels }: Pixels): void {
  for (const [name, side] of Object.entries({ width, height }))
    if (!Number.isInteger(side) || side < 1 || side > LONGEST_SIDE)
      throw new RangeError(`${name} is a whole number from 1 to ${LONGEST_SIDE}, not ${side}`);
  if (channels !== 1 && channels !== 3 && channels !== 4)
    throw new RangeError(`an image has 1, 3 or 4 channels, not ${String(channels)}`);
  if (data.length !== width * height * channels)
    throw new RangeError(
      `${width} × ${height} pixels of ${channels} bytes are ${width * height * channels} bytes, not ${data.length}`,
    );
}

const SIDE = 512;

/**
 * The reduction of the reference's command-line tool: an image with a side above 512 becomes 512 × 512, each pixel the
 * one that stands at its upper left corner. Most published hashes were made without it.
 */
export function reduceToNearest512(pixels: Pixels): Pixels {
  const { data, width, height, channels } = pixels;
  if (width <= SIDE && height <= SIDE) return pixels;
  const reduced = new Uint8Array(SIDE * SIDE * channels);
  const columns = Array.from({ length: SIDE }, (_, x) => Math.floor((x * width) / SIDE) * channels);
  let to = 0;
  for (let y = 0; y < SIDE; y++) {
    const row = Math.floor((y * height) / SIDE) * width * channels;
    for (const column of columns)
      for (let channel = 0; channel < channels; channel++) reduced[to++] = data[row + column + channel] ?? 0;
  }
  return { data: reduced, width: SIDE, height: SIDE, channels };
}

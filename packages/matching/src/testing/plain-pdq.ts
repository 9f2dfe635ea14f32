import { toHex } from '../hash/hash.ts';
import type { Pixels } from '../pdq/pixels.ts';

/**
 * PDQ as its paper describes it, step after step over whole images, each number rounded to 32 bits: what the quick one
 * is held against. It was itself held against the twelve photographs' published hashes.
 */
export function plainPdq({ data, width, height, channels }: Pixels): { pdq: string; quality: number } {
  const averages =
    width === 64 && height === 64
      ? brightness(data, 64, 64, channels)
      : sampled(blurred(brightness(data, width, height, channels), width, height), width, height);
  return { pdq: bits(frequencies(averages)), quality: quality(averages) };
}

const { fround, trunc, abs, min } = Math;

function brightness(data: Pixels['data'], width: number, height: number, channels: number): Float32Array {
  const [red, green, blue] = [fround(0.299), fround(0.587), fround(0.114)];
  return Float32Array.from({ length: width * height }, (_, at) => {
    const of = (channel: number): number => data[at * channels + channel] ?? 0;
    if (channels === 1) return of(0);
    return fround(fround(red * of(0)) + fround(green * of(1))) + fround(blue * of(2));
  });
}

function blurred(image: Float32Array, width: number, height: number): Float32Array {
  const half = new Float32Array(image.length);
  for (let pass = 0; pass < 2; pass++) {
    for (let y = 0; y < height; y++) average(image, half, y * width, 1, width);
    for (let x = 0; x < width; x++) average(half, image, x, width, height);
  }
  return image;
}

/** A window slides along a line: what enters is added first, then what leaves is taken away. */
function average(from: Float32Array, to: Float32Array, first: number, step: number, length: number): void {
  const window = Math.ceil(length / 128);
  const ahead = (window + 2) >> 1;
  let sum = 0;
  let count = 0;
  for (let at = 1 - ahead; at < length; at++) {
    const enters = at + ahead - 1;
    const leaves = enters - window;
    if (enters < length) {
      sum = fround(sum + (from[first + enters * step] ?? 0));
      count++;
    }
    if (leaves >= 0) {
      sum = fround(sum - (from[first + leaves * step] ?? 0));
      count--;
    }
    if (at >= 0) to[first + at * step] = fround(sum / count);
  }
}

function sampled(image: Float32Array, width: number, height: number): Float32Array {
  const place = (at: number, length: number): number => trunc(((at + 0.5) * length) / 64);
  return Float32Array.from(
    { length: 64 * 64 },
    (_, at) => image[place(at >> 6, height) * width + place(at & 63, width)] ?? 0,
  );
}

function quality(averages: Float32Array): number {
  let sum = 0;
  const steep = (a: number, b: number): number =>
    abs(trunc(fround(fround(fround((averages[a] ?? 0) - (averages[b] ?? 0)) * 100) / 255)));
  for (let at = 0; at < 4096; at++) {
    if (at < 63 * 64) sum += steep(at, at + 64);
    if ((at & 63) < 63) sum += steep(at, at + 1);
  }
  return min(100, trunc(sum / 90));
}

function frequencies(averages: Float32Array): Float32Array {
  const scale = fround(Math.sqrt(2 / 64));
  const cosine = Float32Array.from(
    { length: 16 * 64 },
    (_, at) => scale * Math.cos((Math.PI / 2 / 64) * ((at >> 6) + 1) * (2 * (at & 63) + 1)),
  );
  const product = (a: (k: number) => number, b: (k: number) => number): number => {
    let sum = 0;
    for (let k = 0; k < 64; k++) sum = fround(sum + fround(a(k) * b(k)));
    return sum;
  };
  const down = Float32Array.from({ length: 16 * 64 }, (_, at) =>
    product(
      (k) => cosine[(at >> 6) * 64 + k] ?? 0,
      (k) => averages[k * 64 + (at & 63)] ?? 0,
    ),
  );
  return Float32Array.from({ length: 256 }, (_, at) =>
    product(
      (k) => down[(at >> 4) * 64 + k] ?? 0,
      (k) => cosine[(at & 15) * 64 + k] ?? 0,
    ),
  );
}

function bits(values: Float32Array): string {
  const median = values.toSorted()[127] ?? 0;
  const hash = new Uint8Array(32);
  values.forEach((value, at) => {
    if (value > median) hash[31 - (at >> 3)] = (hash[31 - (at >> 3)] ?? 0) | (1 << (at & 7));
  });
  return toHex(hash);
}

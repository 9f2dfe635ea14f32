import type { Pixels } from '../pdq/pixels.ts';

/** Patches of shade on each side of a picture. */
const PATCHES = 24;

/**
 * Soft patches with some grain: pictures with something in them, made from a number by whole-number arithmetic, alike on
 * every machine.
 */
export function picture(width: number, height: number, channels: 1 | 3 | 4, seed: number): Pixels {
  const data = new Uint8Array(width * height * channels);
  let at = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < channels; channel++) {
        const grain = scrambled(seed ^ Math.imul(at, 0x9e37)) & 15;
        data[at++] = ((soft(x, width, y, height, seed + channel) * 15) >> 4) + grain;
      }
  return { data, width, height, channels };
}

/** Between the four patches around a point, in 256ths of the way. */
function soft(x: number, width: number, y: number, height: number, seed: number): number {
  const across = Math.trunc((x * PATCHES * 256) / width);
  const down = Math.trunc((y * PATCHES * 256) / height);
  const shade = (right: number, below: number): number =>
    scrambled(seed * 7919 + ((down >> 8) + below) * 131 + (across >> 8) + right) & 255;
  const between = (a: number, b: number, part: number): number => (a * (256 - part) + b * part) >> 8;
  const [u, v] = [across & 255, down & 255];
  return between(between(shade(0, 0), shade(1, 0), u), between(shade(0, 1), shade(1, 1), u), v);
}

function scrambled(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

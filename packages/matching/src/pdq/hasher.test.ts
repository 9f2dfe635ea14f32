import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { toHex } from '../hash/hash.ts';
import { picture } from '../testing/pictures.ts';
import { plainPdq } from '../testing/plain-pdq.ts';
import { createPdqHasher, type PdqHasher, TURNS, type Turn } from './hasher.ts';
import { LONGEST_SIDE, type Pixels, reduceToNearest512 } from './pixels.ts';

const LONG = process.env.SAFEWARD_LONG === '1';
const LONG_MS = LONG ? 3_600_000 : 60_000;

let hasher: PdqHasher;
beforeAll(async () => {
  hasher = await createPdqHasher();
});

function hashOf(pixels: Pixels): { pdq: string; quality: number } {
  const { hash, quality } = hasher.hash(pixels);
  return { pdq: toHex(hash), quality };
}

describe('PDQ', () => {
  it.each([
    [5, 5],
    [5, 300],
    [300, 5],
    [63, 64],
    [64, 64],
    [64, 65],
    [128, 128],
    [129, 127],
    [130, 131],
    [200, 311],
    [257, 255],
    [37, 900],
    [640, 480],
    [1001, 333],
  ])('%i × %i is what the plain algorithm makes of it', (width, height) => {
    for (const channels of [1, 3, 4] as const) {
      const pixels = picture(width, height, channels, width * 31 + height);
      expect(hashOf(pixels)).toEqual(plainPdq(pixels));
    }
  });

  it(
    'is so for any image',
    () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 5, max: 150 }),
          fc.integer({ min: 5, max: 150 }),
          fc.constantFrom(1 as const, 3 as const, 4 as const),
          fc.nat(0xffff_ffff),
          fc.integer({ min: 0, max: 8 }),
          (width, height, channels, seed, coarse) => {
            const { data } = picture(width, height, channels, seed);
            // Coarse shades and black stretches, as drawings have them.
            const pixels = { data: data.map((byte) => (byte >> coarse) << coarse), width, height, channels };
            expect(hashOf(pixels)).toEqual(plainPdq(pixels));
          },
        ),
        { numRuns: LONG ? 3000 : 60 },
      );
    },
    LONG_MS,
  );

  it('leaves nothing behind for the next image', () => {
    const small = picture(40, 30, 3, 1);
    const before = hashOf(small);
    hashOf(picture(700, 500, 4, 2));
    expect(hashOf(small)).toEqual(before);
  });

  it('of an image that is too small is all zeros, without quality', () => {
    expect(hashOf(picture(4, 100, 3, 1))).toEqual({ pdq: '0'.repeat(64), quality: 0 });
    expect(hashOf(picture(1, 1, 1, 1))).toEqual({ pdq: '0'.repeat(64), quality: 0 });
  });

  it('of one shade has no quality', () => {
    const data = new Uint8Array(300 * 200).fill(90);
    expect(hashOf({ data, width: 300, height: 200, channels: 1 }).quality).toBe(0);
  });

  it.each([
    [{ data: new Uint8Array(10), width: 2, height: 2, channels: 3 }, /are 12 bytes, not 10/],
    [{ data: new Uint8Array(0), width: 0, height: 2, channels: 3 }, /^width/],
    [{ data: new Uint8Array(0), width: 2, height: 1.5, channels: 3 }, /^height/],
    [{ data: new Uint8Array(0), width: LONGEST_SIDE + 1, height: 1, channels: 1 }, /^width/],
    [{ data: new Uint8Array(8), width: 2, height: 2, channels: 2 }, /channels/],
  ])('%#: what is no image is refused', (pixels, message) => {
    expect(() => hasher.hash(pixels as Pixels)).toThrow(message);
  });
});

describe('the turns of an image', () => {
  /** Where the pixel of the turned image comes from. */
  const FROM: Readonly<Record<Turn, (x: number, y: number, side: number) => readonly [number, number]>> = {
    original: (x, y) => [x, y],
    rotate90: (x, y, last) => [last - y, x],
    rotate180: (x, y, last) => [last - x, last - y],
    rotate270: (x, y, last) => [y, last - x],
    flipX: (x, y, last) => [x, last - y],
    flipY: (x, y, last) => [last - x, y],
    flipPlus1: (x, y) => [y, x],
    flipMinus1: (x, y, last) => [last - y, last - x],
  };

  test.each(TURNS)('%s is near the hash of the turned image', (turn) => {
    // Nine pixels to a block, and windows of five: the middle of each is a pixel, however the image is turned.
    const side = 64 * 9;
    const { data } = picture(side, side, 1, 77);
    const turned = new Uint8Array(side * side);
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const [fromX, fromY] = FROM[turn](x, y, side - 1);
        turned[y * side + x] = data[fromY * side + fromX] ?? 0;
      }
    const { hashes } = hasher.turns({ data, width: side, height: side, channels: 1 });
    const other = hasher.hash({ data: turned, width: side, height: side, channels: 1 });
    const distances = Object.entries(hashes).map(
      ([name, hash]) => [name, distance(hash, other.hash)] as const,
    );
    const nearest = distances.toSorted((a, b) => a[1] - b[1])[0];
    expect(nearest?.[0]).toBe(turn);
    expect(nearest?.[1]).toBeLessThanOrEqual(4);
  });

  it('begin with the hash itself, and have its quality', () => {
    const pixels = picture(90, 120, 3, 5);
    const { hash, quality } = hasher.hash(pixels);
    expect(hasher.turns(pixels)).toMatchObject({ hashes: { original: hash }, quality });
    expect(hasher.turns(picture(3, 3, 1, 1)).hashes.flipX).toEqual(new Uint8Array(32));
  });
});

describe('the family of the reference’s command line', () => {
  it('is that of the reduced image', () => {
    const pixels = picture(900, 400, 3, 3);
    const { hash } = hasher.hash(pixels, 'nearest-512');
    expect(hash).toEqual(hasher.hash(reduceToNearest512(pixels)).hash);
    expect(hash).not.toEqual(hasher.hash(pixels).hash);
    expect(hasher.turns(pixels, 'nearest-512').hashes.original).toEqual(hash);
  });

  it('leaves small images as they are', () => {
    const pixels = picture(512, 300, 3, 3);
    expect(reduceToNearest512(pixels)).toBe(pixels);
  });
});

function distance(a: Uint8Array, b: Uint8Array): number {
  let bits = 0;
  a.forEach((byte, at) => {
    bits += (byte ^ (b[at] ?? 0)).toString(2).replaceAll('0', '').length;
  });
  return bits;
}

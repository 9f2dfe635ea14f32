import { HASH_BYTES } from '../hash/hash.ts';
import { BASE64 } from '../wasm/pdq.ts';
import { compileBase64, createMemory, instantiate } from '../wasm/web-assembly.ts';
import { type Pixels, reduceToNearest512, requirePixels } from './pixels.ts';

/** A PDQ hash, and how much there was to see. */
export interface PdqHash {
  /** 32 bytes. */
  readonly hash: Uint8Array;
  /** 0 to 100. Hashes of images below 50 say little: a plain wall is like any other. */
  readonly quality: number;
}

/** Turns and mirrorings, by the reference's names; turns are counterclockwise. */
export const TURNS = [
  'original',
  'rotate90',
  'rotate180',
  'rotate270',
  'flipX',
  'flipY',
  'flipPlus1',
  'flipMinus1',
] as const;
export type Turn = (typeof TURNS)[number];

/** The hashes of an image turned and mirrored in every way, from one pass over its pixels. */
export interface TurnedHashes {
  readonly hashes: Readonly<Record<Turn, Uint8Array>>;
  readonly quality: number;
}

/**
 * `full`: over all pixels, as published hashes were made. `nearest-512`: after the reduction of the reference's
 * command-line tool.
 */
export type PdqFamily = 'full' | 'nearest-512';

/** Computes PDQ hashes, one image after the other. It is not shared between threads; each makes its own. */
export interface PdqHasher {
  /**
   * Bit-exact with the reference for the same pixels. An image with a side below five pixels has a hash of zeros and
   * quality 0, as with the reference.
   *
   * @throws RangeError where the pixels are not those of such an image
   */
  hash(pixels: Pixels, family?: PdqFamily): PdqHash;
  turns(pixels: Pixels, family?: PdqFamily): TurnedHashes;
}

interface Exports {
  cosines(): number;
  ready(): void;
  begin(width: number, height: number, channels: number): number;
  rows(count: number): void;
  finish(): number;
  turn(across: number, downwards: number, exchange: number): void;
  hash(): number;
}

const SMALLEST_SIDE = 5;
const BLOCK = 8;

/** Which frequencies change their sign, and whether rows become columns. */
const TURN: Readonly<Record<Turn, readonly [across: number, downwards: number, exchange: number]>> = {
  original: [0, 0, 0],
  rotate90: [1, 0, 1],
  rotate180: [1, 1, 0],
  rotate270: [0, 1, 1],
  flipX: [0, 1, 0],
  flipY: [1, 0, 0],
  flipPlus1: [0, 0, 1],
  flipMinus1: [1, 1, 1],
};

export async function createPdqHasher(): Promise<PdqHasher> {
  const memory = createMemory(1 << 20, false);
  const wasm = instantiate<Exports>(await compileBase64(BASE64), memory);
  new Float32Array(memory.buffer, wasm.cosines(), 16 * 64).set(cosines());
  wasm.ready();

  const result = (): Uint8Array => new Uint8Array(memory.buffer, wasm.hash(), HASH_BYTES).slice();

  /** @returns the quality, or null where the image is too small to have a hash */
  const run = (given: Pixels, family: PdqFamily): number | null => {
    requirePixels(given);
    const { data, width, height, channels } = family === 'full' ? given : reduceToNearest512(given);
    if (width < SMALLEST_SIDE || height < SMALLEST_SIDE) return null;
    const input = wasm.begin(width, height, channels);
    if (input === 0) throw new RangeError(`no memory for an image of ${width} × ${height} pixels`);
    // Memory may have grown, and its old buffer is then gone.
    const bytes = new Uint8Array(memory.buffer);
    const stride = width * channels;
    for (let y = 0; y < height; y += BLOCK) {
      const count = Math.min(BLOCK, height - y);
      bytes.set(data.subarray(y * stride, (y + count) * stride), input);
      wasm.rows(count);
    }
    return wasm.finish();
  };

  return {
    hash(pixels, family = 'full') {
      const quality = run(pixels, family);
      return quality === null
        ? { hash: new Uint8Array(HASH_BYTES), quality: 0 }
        : { hash: result(), quality };
    },
    turns(pixels, family = 'full') {
      const quality = run(pixels, family);
      const entries = TURNS.map((turn) => {
        if (quality === null) return [turn, new Uint8Array(HASH_BYTES)];
        wasm.turn(...TURN[turn]);
        return [turn, result()];
      });
      return { hashes: Object.fromEntries(entries) as TurnedHashes['hashes'], quality: quality ?? 0 };
    },
  };
}

/** The 16 lowest frequencies over 64 places, without the constant one, as the reference rounds them. */
function cosines(): Float32Array {
  const scale = Math.fround(Math.sqrt(2 / 64));
  return Float32Array.from(
    { length: 16 * 64 },
    (_, at) => scale * Math.cos((Math.PI / 2 / 64) * ((at >> 6) + 1) * (2 * (at & 63) + 1)),
  );
}

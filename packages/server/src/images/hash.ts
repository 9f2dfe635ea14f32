import { createPdqHasher, type PdqFamily, type PdqHasher, toHex } from '@safeward/matching';
import { type DecodeLimits, decodeImage, type ImageFault } from './decode.ts';

export interface HashedImage {
  readonly ok: true;
  /** 64 hexadecimal digits. */
  readonly pdq: string;
  /** 0 to 100; below 50 a match says little. */
  readonly quality: number;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

export type Hashing = HashedImage | { readonly ok: false; readonly fault: ImageFault };

export interface HashOptions {
  readonly limits?: DecodeLimits;
  readonly frame?: number;
  readonly family?: PdqFamily;
}

let hasher: Promise<PdqHasher> | undefined;

/** The PDQ hash of an image as it is uploaded; of one that moves, of its first frame unless another is named. */
export async function hashImage(
  bytes: Uint8Array,
  { family = 'full', ...options }: HashOptions = {},
): Promise<Hashing> {
  const decoded = await decodeImage(bytes, options);
  if (!decoded.ok) return decoded;
  hasher ??= createPdqHasher();
  const { hash, quality } = (await hasher).hash(decoded.pixels, family);
  const { width, height } = decoded.pixels;
  return { ok: true, pdq: toHex(hash), quality, width, height, frames: decoded.frames };
}

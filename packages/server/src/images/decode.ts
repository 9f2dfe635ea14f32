import type { Pixels } from '@safeward/matching';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { hasLocation } from './exif.ts';

/** What an image may cost; beyond it, it is refused by name. */
export interface DecodeLimits {
  readonly bytes: number;
  /** Width times height. At three bytes each, and in one piece: 64 million are 192 MB. */
  readonly pixels: number;
  /** Frames of an animation, pages of a document. */
  readonly frames: number;
  /** Of decoding alone. */
  readonly seconds: number;
}

export const DEFAULT_DECODE_LIMITS: DecodeLimits = {
  bytes: 32 * 1024 * 1024,
  pixels: 64_000_000,
  frames: 10_000,
  seconds: 10,
};

/** Why there are no pixels. The content itself is then unknown, not safe. */
export const IMAGE_FAULTS = {
  empty_image: 'The image has no bytes.',
  image_too_long: 'The image has more bytes than are taken.',
  unsupported_image: 'The bytes are no JPEG, PNG, WebP, GIF, AVIF or TIFF image.',
  too_many_pixels: 'The image has more pixels than are taken.',
  too_many_frames: 'The image has more frames than are taken.',
  damaged_image: 'The image is damaged or incomplete.',
  image_too_slow: 'Decoding the image took too long.',
} as const;
export type ImageFault = keyof typeof IMAGE_FAULTS;

export interface Decoded {
  readonly ok: true;
  /** As they are stored: not turned by what the camera noted, not converted by a colour profile. */
  readonly pixels: Pixels;
  readonly format: string;
  /** 1 for an image that does not move. */
  readonly frames: number;
  /** The file says where it was taken. */
  readonly location: boolean;
}

export type Decoding = Decoded | { readonly ok: false; readonly fault: ImageFault };

/**
 * Formats whose decoders work on bytes alone. A vector image has no pixels of its own, and may name other files; PDF and
 * the decoders of last resort reach too far.
 */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'];

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: LOADERS.map((format) => `VipsForeignLoad${format}`) });
// An image is seen once; what a cache keeps of it would only lie there.
sharp.cache(false);

/**
 * Decodes one frame of an image, as PDQ's reference sees it: without the colour profile, without turning, without
 * opacity; of grey images with 16 bits, all above 255 is white, as others' decoders have it.
 *
 * @param frame 0 is the first
 */
export async function decodeImage(
  bytes: Uint8Array,
  {
    limits = DEFAULT_DECODE_LIMITS,
    frame = 0,
  }: { readonly limits?: DecodeLimits; readonly frame?: number } = {},
): Promise<Decoding> {
  if (bytes.length === 0) return fault('empty_image');
  if (bytes.length > limits.bytes) return fault('image_too_long');
  const seen = await attempt(() => open(bytes, limits, 0).metadata());
  if (!seen.ok) return seen;
  const { value: metadata } = seen;
  const frames = metadata.pages ?? 1;
  if (metadata.width * metadata.height > limits.pixels) return fault('too_many_pixels');
  if (frames > limits.frames) return fault('too_many_frames');
  const raw = await attempt(() =>
    decodeRaw(open(bytes, limits, Math.min(frame, frames - 1)), metadata, limits),
  );
  if (!raw.ok) return raw;
  const location = metadata.exif !== undefined && hasLocation(metadata.exif);
  return { ok: true, pixels: raw.value, format: metadata.format, frames, location };
}

function open(bytes: Uint8Array, { pixels }: DecodeLimits, page: number): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: pixels, ignoreIcc: true, page, pages: 1 });
}

async function decodeRaw(
  image: Sharp,
  { depth, channels }: Metadata,
  { seconds }: DecodeLimits,
): Promise<Pixels> {
  const opaque = image.removeAlpha().timeout({ seconds });
  if (depth === 'ushort' && (channels === 1 || channels === 2)) {
    const { data, info } = await opaque
      .toColourspace('grey16')
      .raw({ depth: 'ushort' })
      .toBuffer({ resolveWithObject: true });
    const grey = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
    return { data: Uint8ClampedArray.from(grey), width: info.width, height: info.height, channels: 1 };
  }
  const { data, info } = await opaque.raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  if (info.channels !== 1 && info.channels !== 3)
    throw new Error(`${info.channels} channels without opacity`);
  return { data, width, height, channels: info.channels };
}

type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: ImageFault };

/** The decoders speak by the words of their errors only. */
async function attempt<Value>(work: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return fault(faultOf(error instanceof Error ? error.message : ''));
  }
}

function faultOf(message: string): ImageFault {
  if (/exceeds pixel limit/i.test(message)) return 'too_many_pixels';
  if (/timeout/i.test(message)) return 'image_too_slow';
  if (/unsupported image format|operation is blocked/i.test(message)) return 'unsupported_image';
  return 'damaged_image';
}

function fault(name: ImageFault): { readonly ok: false; readonly fault: ImageFault } {
  return { ok: false, fault: name };
}

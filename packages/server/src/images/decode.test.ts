import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp, { type CreateRaw, type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DECODE_LIMITS, type Decoding, decodeImage, IMAGE_FAULTS } from './decode.ts';
import { hashImage } from './hash.ts';

const LONG = process.env.SAFEWARD_LONG === '1';
const LONG_MS = LONG ? 3_600_000 : 60_000;

/** A picture with something in it: slopes and edges, the same on every machine. */
function drawn(width: number, height: number, channels: 1 | 3 | 4 = 3): { data: Uint8Array; raw: CreateRaw } {
  const data = Uint8Array.from({ length: width * height * channels }, (_, at) => {
    const [x, y] = [Math.floor(at / channels) % width, Math.floor(at / channels / width)];
    return (((x * 255) / width) * (at % channels === 1 ? 0.5 : 1) + (y % 16 < 8 ? 40 : 0)) & 255;
  });
  return { data, raw: { width, height, channels } };
}

function image(width = 96, height = 64, channels: 1 | 3 | 4 = 3): Sharp {
  const { data, raw } = drawn(width, height, channels);
  return sharp(data, { raw });
}

/** What sharp shall put into a file; a format is none of its colour spaces. */
const FILES: Readonly<Record<string, () => Promise<Buffer>>> = {
  jpeg: () => image().jpeg().toBuffer(),
  'progressive jpeg': () => image().jpeg({ progressive: true }).toBuffer(),
  'grey jpeg': () => image(96, 64, 1).toColourspace('b-w').jpeg().toBuffer(),
  'cmyk jpeg': () => image().toColourspace('cmyk').jpeg().toBuffer(),
  'jpeg with a profile': () => image().withIccProfile('p3').jpeg().toBuffer(),
  'jpeg that lies on its side': () => image().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  png: () => image().png().toBuffer(),
  'png with opacity': () => image(96, 64, 4).png().toBuffer(),
  'png with a palette': () => image().png({ palette: true }).toBuffer(),
  'png with 16 bits': () => image().toColourspace('rgb16').png().toBuffer(),
  'grey png with 16 bits': () => image(96, 64, 1).toColourspace('grey16').png().toBuffer(),
  webp: () => image().webp().toBuffer(),
  gif: () => image().gif().toBuffer(),
  avif: () => image().avif({ effort: 0 }).toBuffer(),
  tiff: () => image().tiff().toBuffer(),
};

function faultOf(decoding: Decoding): string {
  return decoding.ok ? 'none' : decoding.fault;
}

describe('an image', () => {
  it.each(Object.keys(FILES))('as %s is decoded as it is stored', async (name) => {
    const decoding = await decodeImage((await FILES[name]?.()) ?? Buffer.alloc(0));
    if (!decoding.ok) throw new Error(decoding.fault);
    const { pixels, frames } = decoding;
    expect([pixels.width, pixels.height, frames]).toEqual([96, 64, 1]);
    expect(pixels.data).toHaveLength(96 * 64 * pixels.channels);
  });

  it('without loss has the pixels that were put into it', async () => {
    const { data } = drawn(96, 64);
    const decoding = await decodeImage(await image().png().toBuffer());
    expect(decoding.ok && Buffer.from(decoding.pixels.data).equals(data)).toBe(true);
  });

  it('with a colour profile has the pixels that it has without', async () => {
    const plain = await decodeImage(await image().png().toBuffer());
    const { data, raw } = drawn(96, 64);
    const file = await sharp(data, { raw }).withIccProfile('p3').png().toBuffer();
    const stored = await sharp(file, { ignoreIcc: true }).raw().toBuffer();
    const seen = await decodeImage(file);
    expect(plain.ok && seen.ok && Buffer.from(seen.pixels.data).equals(stored)).toBe(true);
  });

  it('of grey with 16 bits is white above 255', async () => {
    const shades = Uint16Array.from({ length: 96 * 64 }, (_, at) => at);
    const file = await sharp(shades, { raw: { width: 96, height: 64, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    const decoding = await decodeImage(file);
    expect(decoding.ok && [...decoding.pixels.data.subarray(254, 258)]).toEqual([254, 255, 255, 255]);
  });

  it('that moves is decoded frame by frame, and says how many there are', async () => {
    const frames = await Promise.all(
      ['#0a0a0a', '#787878', '#f0f0f0'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const file = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    for (const [frame, shade] of [
      [0, 10],
      [1, 120],
      [2, 240],
      [99, 240],
    ] as const) {
      const decoding = await decodeImage(file, { frame });
      expect(decoding.ok && [decoding.frames, decoding.pixels.data[0]]).toEqual([3, shade]);
    }
    expect(faultOf(await decodeImage(file, { limits: { ...DEFAULT_DECODE_LIMITS, frames: 2 } }))).toBe(
      'too_many_frames',
    );
  });
});

/** A PNG file that claims a size and holds a few compressed bytes: decoders make room before they find out. */
function pngThatSays(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const chunk = (name: string, content: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name), content]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(content.length, 0);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1 << 20))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('what is no image that can be decoded', () => {
  const whole = FILES.jpeg?.() ?? Promise.resolve(Buffer.alloc(0));
  const bytes = (text: string): Promise<Buffer> => Promise.resolve(Buffer.from(text));
  it.each<[string, () => Promise<Buffer>, keyof typeof IMAGE_FAULTS]>([
    ['nothing', () => bytes(''), 'empty_image'],
    ['a text', () => bytes('hello'), 'unsupported_image'],
    ['a JPEG’s beginning', async () => (await whole).subarray(0, 200), 'damaged_image'],
    ['half a JPEG', async () => (await whole).subarray(0, (await whole).length >> 1), 'damaged_image'],
    [
      'a vector image that names a file',
      () =>
        bytes(
          '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
        ),
      'unsupported_image',
    ],
    ['a document', () => bytes('%PDF-1.4\n1 0 obj\n'), 'unsupported_image'],
    [
      'a small file of 900 million pixels',
      () => Promise.resolve(pngThatSays(30_000, 30_000)),
      'too_many_pixels',
    ],
  ])('%s has a name', async (_, make, fault) => {
    expect(faultOf(await decodeImage(await make()))).toBe(fault);
  });

  it('is refused before it is looked at where it is too long', async () => {
    const limits = { ...DEFAULT_DECODE_LIMITS, bytes: 100 };
    expect(faultOf(await decodeImage(new Uint8Array(101), { limits }))).toBe('image_too_long');
  });

  it(
    'ends in pixels or in a name, whatever is done to the bytes',
    async () => {
      const files = await Promise.all(
        ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'].map(
          async (name) => (await FILES[name]?.()) ?? Buffer.alloc(0),
        ),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...files),
          fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
          fc.nat(),
          async (file, changes, cut) => {
            const damaged = Buffer.from(cut % 3 === 0 ? file.subarray(0, cut % (file.length + 1)) : file);
            for (const [at, byte] of changes) if (damaged.length > 0) damaged[at % damaged.length] = byte;
            const hashing = await hashImage(damaged);
            if (hashing.ok) expect(hashing.pdq).toMatch(/^[0-9a-f]{64}$/);
            else expect(Object.keys(IMAGE_FAULTS)).toContain(hashing.fault);
          },
        ),
        { numRuns: LONG ? 20_000 : 150 },
      );
    },
    LONG_MS,
  );
});

/** The photograph, its edits and what the reference makes of them, where the data sets are. */
const PHOTOGRAPHS = join(process.env.SAFEWARD_DATASETS ?? '', 'images');
const REFERENCE = join(PHOTOGRAPHS, 'pdq-reference.json');
const there = process.env.SAFEWARD_DATASETS !== undefined && existsSync(REFERENCE);

describe.skipIf(!there)('the reference’s photographs', () => {
  interface Row {
    readonly file: string;
    readonly quality: number;
    readonly pdq: string;
    readonly pdq_512_nearest: string;
  }
  const rows: readonly Row[] = there ? (JSON.parse(readFileSync(REFERENCE, 'utf8')) as readonly Row[]) : [];
  it.each(rows)(
    '$file has the reference’s hash and quality',
    async ({ file, quality, pdq, pdq_512_nearest }) => {
      const bytes = readFileSync(join(PHOTOGRAPHS, file));
      expect(await hashImage(bytes)).toMatchObject({ ok: true, pdq, quality });
      expect(await hashImage(bytes, { family: 'nearest-512' })).toMatchObject({
        ok: true,
        pdq: pdq_512_nearest,
      });
    },
  );
});

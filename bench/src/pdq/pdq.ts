import { createPdqHasher, type Pixels } from '@safeward/matching';
import { hashImage } from '@safeward/server';
import { createRandom } from '@safeward/simulator';
import sharp from 'sharp';
import type { Options } from '../arguments.ts';
import type { Progress } from '../output/progress.ts';
import type { Report } from '../result.ts';
import { type Measured, reportPdq } from './report.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const SIZES: readonly Size[] = [
  { width: 512, height: 512 },
  { width: 1600, height: 1004 },
  { width: 4000, height: 3000 },
];
const DECODED: Size = { width: 1600, height: 1004 };
const DEFAULT_SECONDS = 12;
const ROUNDS = 3;

/** Hashes invented photographs, first from pixels, then one size from the bytes of a JPEG file as well. */
export async function benchPdq(
  options: Options,
  say: Progress,
  { sizes = SIZES, decoded = DECODED }: { readonly sizes?: readonly Size[]; readonly decoded?: Size } = {},
): Promise<Report> {
  const hasher = await createPdqHasher();
  const seconds = (options.seconds ?? DEFAULT_SECONDS) / ((sizes.length + 1) * (ROUNDS + 1));
  const work = sizes.map((size) => {
    const pixels = photograph(size, options.seed);
    return { name: nameOf(size), once: async () => void hasher.hash(pixels) };
  });
  const file = await jpegOf(photograph(decoded, options.seed));
  work.push({
    name: `${nameOf(decoded)} jpeg`,

    once: async () => {
      const hashing = await hashImage(file);
      if (!hashing.ok) throw new Error(hashing.fault);
    },
  });
  const measured: { name: string; rounds: Measured['rounds'][number][] }[] = work.map(({ name }) => ({
    name,
    rounds: [],
  }));
  // The first round is for the compiler.
  for (let round = 0; round <= ROUNDS; round++)
    for (const [at, { name, once }] of work.entries()) {
      say(`${name}: round ${round} of ${ROUNDS} …`);
      const one = await measure(once, seconds);
      if (round > 0) measured[at]?.rounds.push(one);
    }
  return reportPdq({ options, measured, jpegBytes: file.length });
}

async function measure(once: () => Promise<void>, seconds: number): Promise<Measured['rounds'][number]> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let count = 0;
  do {
    await once();
    count++;
  } while (performance.now() - began < seconds * 1000);
  const elapsed = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { perCpuSecond: count / ((user + system) / 1e6), perSecond: count / elapsed };
}

function nameOf({ width, height }: Size): string {
  return `${width}x${height}`;
}

/** Patches of shade with grain: as hard to compress as a photograph in good light. */
function photograph({ width, height }: Size, seed: number): Pixels {
  const { below } = createRandom(seed);
  const side = 40;
  const shades = Uint8Array.from({ length: side * side * 3 }, () => below(230));
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [(x * (side - 1)) / width, (y * (side - 1)) / height];
      const [i, j, du, dv] = [Math.floor(u), Math.floor(v), u % 1, v % 1];
      for (let channel = 0; channel < 3; channel++, at++) {
        const shade = (right: number, down: number): number =>
          shades[((j + down) * side + i + right) * 3 + channel] ?? 0;
        const top = shade(0, 0) * (1 - du) + shade(1, 0) * du;
        const bottom = shade(0, 1) * (1 - du) + shade(1, 1) * du;
        data[at] = top * (1 - dv) + bottom * dv + below(12);
      }
    }
  return { data, width, height, channels: 3 };
}

function jpegOf({ data, width, height }: Pixels): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { safeward } from '../testing/safeward.ts';

const folder = temporaryFolder();

function hash(...ones: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(32);
  for (const bit of ones) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
  return bytes;
}

const FAR = Array.from({ length: 32 }, (_, bit) => bit * 8);
writeFiles(folder, {
  'known.bin': Buffer.concat([hash(), hash(1), hash(...FAR), hash()]),
  'asked.bin': Buffer.concat([hash(), hash(...FAR.slice(0, 31))]),
  'short.bin': new Uint8Array(33),
  'none.bin': new Uint8Array(0),
});

async function match(...args: readonly string[]) {
  return safeward(['bank', 'match', ...args], { cwd: folder });
}

describe('safeward bank match', () => {
  it.each([
    // The first hash is 0, 1, 32 and 0 bits from the four; the second 31, 32, 1 and 31.
    [[], 6],
    [['--radius', '0'], 2],
    [['--radius', '1'], 4],
    [['--radius', '32'], 8],
  ])('with %j counts %i pairs', async (options, pairs) => {
    const { code, stdout, stderr } = await match(
      '--base',
      'known.bin',
      '--queries',
      'asked.bin',
      '--json',
      ...options,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      build_s: expect.any(Number),
      queries_per_s: expect.any(Number),
      pairs,
    });
  });

  it('finds nothing in nothing', async () => {
    const { stdout } = await match('--base', 'none.bin', '--queries', 'asked.bin');
    expect(stdout).toMatch(/^0 pairs within 31 bits: 2 hashes looked for among 0\.\n/);
    expect(
      JSON.parse((await match('--base', 'known.bin', '--queries', 'none.bin', '--json')).stdout),
    ).toEqual({
      build_s: expect.any(Number),
      queries_per_s: 0,
      pairs: 0,
    });
  });

  it.each([
    [['--base', 'short.bin', '--queries', 'asked.bin'], /short\.bin does not hold hashes: its 33 bytes/],
    [['--base', 'gone.bin', '--queries', 'asked.bin'], /gone\.bin cannot be read: it does not exist\./],
    [['--base', 'known.bin', '--queries', 'asked.bin', '--radius', '257'], /from 0 to 256/],
    [['--base', 'known.bin'], /--queries/],
  ])('%j is a mistake', async (args, said) => {
    const { code, stdout, stderr } = await match(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(said);
  });
});

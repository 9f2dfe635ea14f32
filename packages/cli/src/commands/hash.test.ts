import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { safeward } from '../testing/safeward.ts';

const folder = temporaryFolder();

/** Shades that follow from their places alone, so that the hash below can be computed anew from these lines. */
beforeAll(async () => {
  const data = Uint8Array.from({ length: 200 * 120 }, (_, at) => {
    const [x, y] = [at % 200, Math.floor(at / 200)];
    return (x * 5 + y * 3 + ((x * y) >> 4)) & 255;
  });
  const image = sharp(data, { raw: { width: 200, height: 120, channels: 1 } });
  writeFiles(folder, {
    'waves.png': await image.clone().toColourspace('b-w').png().toBuffer(),
    'waves.jpg': await image.clone().jpeg({ quality: 70 }).toBuffer(),
    'plain.png': await sharp({ create: { width: 70, height: 70, channels: 3, background: '#357' } })
      .png()
      .toBuffer(),
    'note.txt': 'no image',
  });
});

/** Computed by the plain algorithm in the tests of matching, over the same shades. */
const WAVES = { pdq: 'fed5aaaa4aaa54abb5ba2dabc9aa99b833aee3bb87001f2cff0bf0000000fc2f', quality: 100 };

describe('safeward hash', () => {
  it('prints a line for each image', async () => {
    const { code, stdout, stderr } = await safeward(['hash', '--json', 'waves.png', 'plain.png'], {
      cwd: folder,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { file: 'waves.png', ...WAVES },
      { file: 'plain.png', pdq: expect.stringMatching(/^[0-9a-f]{64}$/), quality: 0 },
    ]);
  });

  it('says for people what it says for machines', async () => {
    const { stdout } = await safeward(['hash', join(folder, 'waves.png')]);
    expect(stdout).toBe(`${WAVES.pdq}  quality 100  ${join(folder, 'waves.png')}\n`);
  });

  it('names what it cannot hash, hashes the rest, and ends with 2', async () => {
    const args = ['hash', '--json', 'note.txt', 'gone.jpg', 'waves.jpg'];
    const { code, stdout } = await safeward(args, { cwd: folder });
    expect(code).toBe(2);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { file: 'note.txt', error: { code: 'unsupported_image', detail: expect.stringContaining('JPEG') } },
      {
        file: 'gone.jpg',
        error: { code: 'unreadable_file', detail: 'The file cannot be read: it does not exist.' },
      },
      { file: 'waves.jpg', pdq: expect.stringMatching(/^[0-9a-f]{64}$/), quality: 100 },
    ]);
  });
});

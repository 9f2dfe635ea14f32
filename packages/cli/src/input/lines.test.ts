import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from './lines.ts';

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

async function linesOf(
  bytes: Uint8Array,
  sizes: readonly number[] = [],
  keep = 1_000,
): Promise<readonly [number, string][]> {
  const lines: [number, string][] = [];
  for await (const group of readLines(inChunks(bytes, sizes), keep)) {
    for (const { number, bytes: line } of group) lines.push([number, Buffer.from(line).toString('latin1')]);
  }
  return lines;
}

describe('readLines', () => {
  it.each<[what: string, text: string, lines: readonly [number, string][]]>([
    ['nothing', '', []],
    ['a line with its end', 'a\n', [[1, 'a']]],
    ['a line without', 'a', [[1, 'a']]],
    [
      'blank lines, passed over but counted',
      '\n \t\na\n\nb',
      [
        [3, 'a'],
        [5, 'b'],
      ],
    ],
    [
      'carriage returns',
      'a\r\nb\r\n\r\n',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'a byte order mark, at the start alone',
      '\xef\xbb\xbfa\n\xef\xbb\xbfb',
      [
        [1, 'a'],
        [2, '\xef\xbb\xbfb'],
      ],
    ],
    ['blanks of a line that is not blank', ' a \n', [[1, ' a ']]],
  ])('reads %s', async (_what, text, lines) => {
    expect(await linesOf(Buffer.from(text, 'latin1'))).toEqual(lines);
  });

  it('holds no more than one byte over what is to be kept, so that too long a line is seen to be so', async () => {
    const text = `${'x'.repeat(50)}\n${'y'.repeat(10)}\n${'z'.repeat(11)}\n${'w'.repeat(99)}`;
    for (const sizes of [[], [1, 2, 3], Array.from({ length: 200 }, () => 1)]) {
      expect(await linesOf(Buffer.from(text), sizes, 10)).toEqual([
        [1, 'x'.repeat(11)],
        [2, 'y'.repeat(10)],
        [3, 'z'.repeat(11)],
        [4, 'w'.repeat(11)],
      ]);
    }
  });

  it('reads the same however the bytes come', async () => {
    const bytes = fc
      .array(fc.constantFrom(0x0a, 0x0d, 0x20, 0x61, 0xef, 0xbb, 0xbf))
      .map((all) => Uint8Array.from(all));
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.integer({ min: 0, max: 5 })), async (all, sizes) => {
        expect(await linesOf(all, sizes)).toEqual(await linesOf(all));
      }),
    );
  });
});

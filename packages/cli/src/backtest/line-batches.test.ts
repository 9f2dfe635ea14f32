import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FilePosition, lineBatches, START, type Step } from './line-batches.ts';
import { LINE_BYTES } from './past-event.ts';

async function* inParts(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array, void> {
  let at = 0;
  for (const size of sizes) {
    if (at < bytes.length) yield bytes.subarray(at, at + size);
    at += size;
  }
  if (at < bytes.length) yield bytes.subarray(at);
}

async function allOf(
  stream: AsyncIterable<Uint8Array>,
  from?: FilePosition,
): Promise<readonly Step<FilePosition>[]> {
  return Array.fromAsync(lineBatches(stream, from));
}

function bytesOf(step: Step<FilePosition>): Uint8Array {
  return step.batch.kind === 'lines' ? step.batch.bytes : new Uint8Array();
}

const text = fc
  .array(fc.stringMatching(/^[a-z\r ]{0,9}$/), { maxLength: 12 })
  .chain((lines) => fc.constantFrom(lines.join('\n'), `${lines.join('\n')}\n`));
const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 });

describe('parts of whole lines', () => {
  test('are together what was read, however it came, and each says where the next begins', async () => {
    await fc.assert(
      fc.asyncProperty(text, sizes, async (whole, some) => {
        const bytes = Buffer.from(whole);
        const steps = await allOf(inParts(bytes, some));
        expect(Buffer.concat(steps.map(bytesOf)).toString()).toBe(whole);
        let before = START;
        for (const { batch, next } of steps) {
          const lines = whole.slice(before.offset, next.offset);
          expect(batch).toMatchObject({ kind: 'lines', firstLine: before.lines + 1 });
          expect(next.lines - before.lines).toBe(lines.split('\n').length - (lines.endsWith('\n') ? 1 : 0));
          if (next.offset < bytes.length) expect(lines.endsWith('\n')).toBe(true);
          // Whoever goes on from here reads the rest.
          const rest = await allOf(inParts(bytes.subarray(next.offset), some), next);
          expect(Buffer.concat(rest.map(bytesOf)).toString()).toBe(whole.slice(next.offset));
          before = next;
        }
        expect(before.offset).toBe(bytes.length);
      }),
      { numRuns: 200 },
    );
  });

  test('of a line that never ends hold only its beginning, and count all of it', async () => {
    const large = Buffer.alloc(LINE_BYTES, 'x');
    const parts = [large, large, Buffer.from('x\nnext\nand'), large];
    const steps = await allOf(
      (async function* () {
        yield* parts;
      })(),
    );
    const lines = steps.flatMap((step) => Buffer.from(bytesOf(step)).toString().split('\n'));
    expect(lines.map(({ length }) => length)).toEqual([LINE_BYTES + 1, 4, 0, LINE_BYTES + 1]);
    expect(steps.at(-1)?.next).toEqual({ kind: 'file', offset: 3 * LINE_BYTES + 10, lines: 3 });
  });

  test('have memory of their own, for they are handed over', async () => {
    const [one, two] = await allOf(inParts(Buffer.from('a\nb\n'), [2, 2]));
    expect(one && bytesOf(one).buffer.byteLength).toBe(2);
    expect(one && two && bytesOf(one).buffer !== bytesOf(two).buffer).toBe(true);
  });
});

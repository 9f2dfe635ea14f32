import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../problem.ts';
import { tableOf } from '../testing/small.ts';

interface Read {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly problem: Problem | null;
}

async function read(content: string | Uint8Array, chunk?: number): Promise<Read> {
  let columns: readonly string[] = [];
  let problem: Problem | null = null;
  const rows: (readonly string[])[] = [];
  for await (const event of tableOf(content, chunk)()) {
    if (event.kind === 'columns') columns = event.columns;
    else if (event.kind === 'problem') problem = event.problem;
    else {
      expect(event.first).toBe(rows.length + 1);
      rows.push(...event.rows);
    }
  }
  return { columns, rows, problem };
}

function quoted(cell: string, always: boolean): string {
  return always || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

describe('a CSV file', () => {
  it('is read as it was written, wherever its chunks end', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        'a',
        'é',
        '—',
        '𝄞',
        '"',
        '""',
        ',',
        'x,y',
        '\n',
        '\r\n',
        ' b ',
        'Yorkshire and The Humber',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replaceAll(/[\0\r\uFEFF]/g, '')),
    );
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        fc.boolean(),
        async (rows, chunk, always, windows) => {
          const end = windows ? '\r\n' : '\n';
          const header = (rows[0] ?? []).map((_, n) => `c${n}`);
          const text = [header, ...rows]
            .map((row) => row.map((one) => quoted(one, always)).join(',') + end)
            .join('');
          const { columns, rows: found, problem } = await read(text, chunk);
          expect(problem).toBeNull();
          expect(columns).toEqual(header);
          expect(found).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

  it.each<[string, string | Uint8Array, Partial<Problem>]>([
    ['Latin-1', latin1('id,town\n1,York\n2,Zürich\n'), { kind: 'WRONG_ENCODING', row: 2, column: 'town' }],
    ['Latin-1 in the header', latin1('id,straße\n1,a\n'), { kind: 'WRONG_ENCODING' }],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x69, 0, 0x64, 0), { kind: 'WRONG_ENCODING' }],
    ['UTF-16 without a mark', 'i\0d\0', { kind: 'WRONG_ENCODING' }],
    ['a character that breaks off', latin1('id\n1\n\xe2\x82'), { kind: 'WRONG_ENCODING' }],
    ['a quotation mark that is not closed', 'id,a\n1,"b\n2,c\n', { kind: 'MALFORMED_CSV', row: 1 }],
    ['text after a quotation mark', 'id,a\n1,b\n2,"c"d\n3,e\n', { kind: 'MALFORMED_CSV', row: 2 }],
    ['a row without an end', `id,a\n1,"${'x'.repeat(5_000_000)}`, { kind: 'ROW_TOO_LONG', row: 1 }],
  ])('with %s is refused', async (_what, content, problem) => {
    for (const chunk of [undefined, 3_000])
      expect((await read(content, chunk)).problem).toMatchObject(problem);
  });

  it.each<[string, string, readonly (readonly string[])[]]>([
    ['no line end at the end', 'a,b\n1,2', [['1', '2']]],
    ['carriage returns alone', 'a,b\r1,2\r', [['1', '2']]],
    ['tabs', 'a\tb\n1\t2,3\n', [['1', '2,3']]],
    ['one column', 'a\n1\n2\n', [['1'], ['2']]],
  ])('with %s is read', async (_what, text, rows) => {
    expect(await read(text)).toMatchObject({ rows, problem: null });
  });
});

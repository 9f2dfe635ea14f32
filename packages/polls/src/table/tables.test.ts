import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type Codebook, readCodebook } from '../design/codebook.ts';
import { tabulate } from '../tabulate.ts';
import { SMALL, tableOf, usable } from '../testing/small.ts';
import { notesCsv, tablesCsv } from './csv.ts';
import { tablesHtml } from './html.ts';
import { percentText, tenthText } from './rounding.ts';
import { safeCell, toCsvCell } from './safe-cell.ts';
import { sheetsOf } from './sheet.ts';

describe('published figures', () => {
  it.each([
    [null, 0, '–'],
    [0, 0, '0'],
    [0.2, 1, '*'],
    [0.4999, 1, '*'],
    [0.5, 3, '1'],
    [12.5, 9, '13'],
    [12.4999, 9, '12'],
    [12.5 - 1e-12, 9, '13'],
    [99.7, 9, '100'],
  ])('%f of %i people: %s', (pct, count, text) => {
    expect(percentText(pct, count)).toBe(text);
  });

  it('have one digit where they are errors', () => {
    expect([tenthText(2.349), tenthText(2.35), tenthText(null), tenthText(0)]).toEqual([
      '2.3',
      '2.4',
      '–',
      '0.0',
    ]);
  });
});

describe('a cell of a spreadsheet', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-cmd', "'-cmd"],
    ['-1.5', '-1.5'],
    ['-1e-9', '-1e-9'],
    ['-1-1', "'-1-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['|x', "'|x"],
    ['Support', 'Support'],
    ['18-24', '18-24'],
    ['', ''],
  ])('%j is written as %j', (text, written) => {
    expect(safeCell(text)).toBe(written);
  });

  it('is quoted where it has to be', () => {
    expect(toCsvCell('=HYPERLINK("x"),y')).toBe('"\'=HYPERLINK(""x""),y"');
  });
});

/** Texts as hostile as a codebook can have. */
const HOSTILE = '=cmd|\'/c calc\'!A1 <script>alert("x")</script> & "q"';

async function tabulated(codebook: Codebook = SMALL.codebook) {
  const { targets, data } = SMALL;
  return usable(await tabulate(tableOf(data), { codebook, targets, bounds: null }));
}

async function hostile() {
  return await tabulated(
    usable(
      readCodebook({
        id_column: 'id',
        about: { title: HOSTILE, client: HOSTILE },
        breaks: { age: ['18-39', '40-64', '65+'] },
        questions: [
          {
            id: HOSTILE,
            column: 'q1',
            type: 'single',
            text: HOSTILE,
            asked_of: HOSTILE,
            rotation: HOSTILE,
            answers: ['For', 'Against', "Don't know"],
            nets: [{ label: HOSTILE, answers: ['For'] }],
          },
        ],
      }),
    ),
  );
}

describe('the tables as CSV', () => {
  it('have a line for each figure, and the figures are those of the tables', async () => {
    const poll = await tabulated();
    const { data } = Papa.parse<Record<string, string>>(tablesCsv(poll), {
      header: true,
      skipEmptyLines: true,
    });
    const columns = 1 + 3 + 3 + 3 + 2;
    expect(data).toHaveLength(columns * (3 + 3 + 1 + (3 + 3 + 1) + (3 + 5 + 2)));
    const total = data.find(
      ({ question, row, column }) => question === 'q1' && row === 'For' && column === 'Total',
    );
    expect(Number(total?.value)).toBe(poll.questions.q1?.total.rows[0]?.pct);
    expect(total?.published).toMatch(/^\d\d$/);
    const none = data.filter(
      ({ question, break: by, column }) => question === 'q2' && by === 'children' && column === 'No',
    );
    expect(new Set(none.map(({ kind, published }) => `${kind} ${published}`))).toEqual(
      new Set(['base 0', 'weighted base 0', 'effective base 0', 'answer –', 'net –']),
    );
  });

  it('have nothing in them that a spreadsheet would run', async () => {
    const poll = await hostile();
    for (const text of [tablesCsv(poll), notesCsv(poll)])
      for (const cell of Papa.parse<string[]>(text).data.flat()) expect(safeCell(cell)).toBe(cell);
    expect(tablesCsv(poll)).toContain("'=cmd|");
  });
});

describe('the note of a question', () => {
  it.each<[object, string]>([
    [{}, 'Base: all who answered.'],
    [{ asked_of: 'parents' }, 'Asked of parents; base: those who answered.'],
    [
      { asked_if: { column: 'children', values: ['Yes'] } },
      'Asked of those with Yes in children; base: those who answered.',
    ],
    [{ rotation: 'answers at random' }, 'Base: all who answered. Order: answers at random.'],
  ])('%j: %s', async (more, note) => {
    const question = {
      id: 'x',
      column: 'gender',
      type: 'single',
      text: 'X?',
      answers: ['Woman', 'Man', 'Other'],
    };
    const unrouted =
      'asked_if' in more ? { ...question, type: 'multiple', columns: ['q2_a', 'q2_b', 'q2_c'] } : question;
    const poll = await tabulated(
      usable(readCodebook({ id_column: 'id', questions: [{ ...unrouted, ...more }] })),
    );
    expect(sheetsOf(poll)[0]?.note).toBe('asked_if' in more ? `${note} Several answers possible.` : note);
  });
});

describe('the tables as a page', () => {
  it('have headers that a screen reader can follow, and as many cells in each row as columns', async () => {
    const poll = await tabulated();
    const page = tablesHtml(poll);
    for (const { groups, rows } of sheetsOf(poll)) {
      const columns = groups.flatMap((group) => group.columns).length;
      for (const row of rows) expect(row.cells).toHaveLength(columns);
    }
    expect(page.match(/<th scope="row">/g)).toHaveLength(7 + 7 + 10);
    expect(page.match(/<th scope="col"/g)).toHaveLength(3 * 12);
    expect(page.match(/<th scope="colgroup"/g)).toHaveLength(3 * 4);
    expect(page).toContain('Asked of people with children');
    expect(page).toContain('small base');
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids).toContain(id);
  });

  it('show hostile texts as texts', async () => {
    const page = tablesHtml(await hostile());
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &quot;q&quot;');
  });
});

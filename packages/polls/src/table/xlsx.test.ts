import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { type Codebook, readCodebook } from '../design/codebook.ts';
import { tabulate } from '../tabulate.ts';
import { SMALL, tableOf, usable } from '../testing/small.ts';
import { tablesXlsx } from './xlsx.ts';

async function workbookOf(codebook: Codebook) {
  const { targets, data } = SMALL;
  const poll = usable(await tabulate(tableOf(data), { codebook, targets, bounds: null }));
  return { poll, sheets: await readWorkbook(Buffer.from(await tablesXlsx(poll))) };
}

describe('the tables as a workbook', () => {
  it('are read back by another program: notes, and a sheet for each question with its figures', async () => {
    const { poll, sheets } = await workbookOf(SMALL.codebook);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Notes', 'q1', 'q2', 'q3']);
    const [notes, q1, q2] = sheets.map(({ data }) => data);
    expect(notes?.[0]).toContain('An invented poll');
    expect(q1?.[0]).toContain('q1. Are you for or against a duty of care?');
    const row = (label: string) => q1?.find(([first]) => first === label);
    expect(row('For (%)')?.[1]).toBeCloseTo(poll.questions.q1?.total.rows[0]?.pct ?? Number.NaN, 9);
    expect(row('Unweighted base')?.[1]).toBe(poll.questions.q1?.total.unweighted_base);
    expect(q2?.find(([first]) => first === 'Fines (%)')?.at(-1)).toBe('–');
  });

  it('have names that a workbook allows, and texts that stay texts', async () => {
    const question = {
      column: 'q1',
      type: 'single',
      text: '=1+1',
      answers: ['For', 'Against', "Don't know"],
    };
    const ids = ['a/b*c?', 'A B C', 'notes', `${'x'.repeat(40)}1`, `${'x'.repeat(40)}2`];
    const codebook = usable(
      readCodebook({
        id_column: 'id',
        about: { title: '=cmd' },
        questions: ids.map((id) => ({ ...question, id })),
      }),
    );
    const { sheets } = await workbookOf(codebook);
    const names = sheets.map(({ sheet }) => sheet);
    expect(names).toEqual(['Notes', 'a b c', 'A B C 2', 'notes 2', 'x'.repeat(31), `${'x'.repeat(29)} 2`]);
    expect(sheets[0]?.data[0]?.[0]).toBe('=cmd');
  });
});

import type { Measure, Practice } from '@safeward/engine';
import { whatHappens } from '../../starter/readme/table.ts';
import { type CodeMeasure, codeRefOf } from './code-measure.ts';
import { ICU } from './icu.ts';
import { PCU } from './pcu.ts';

/** The tables of README.md, written from the practice itself, so that they cannot say anything else. */

export const CODE_MEASURES: readonly CodeMeasure[] = [...ICU, ...PCU];

const COMMAND = 'node practices/uk-children/readme/write.ts';
const PARTS = {
  measures: (practice: Practice): string => measuresByHarm(practice),
  codes: ({ measures }: Practice): string =>
    [
      codeTable('The Illegal content Code (ICU)', ICU, measures),
      codeTable('The Protection of Children Code (PCU)', PCU, measures),
    ].join('\n'),
} as const;

/** README.md with its tables written anew. Throws where the text has no place for them. */
export function withTables(readme: string, practice: Practice): string {
  return Object.entries(PARTS).reduce((text, [name, written]) => {
    const begin = `<!-- ${name}: written by \`${COMMAND}\` -->`;
    const end = `<!-- end of ${name} -->`;
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`README.md has lost the marks around “${name}”`);
    return `${text.slice(0, from + begin.length)}\n\n${written(practice)}\n${text.slice(to)}`;
  }, readme);
}

function measuresByHarm({ harms, measures }: Practice): string {
  return harms
    .map(({ id, title }) => {
      const rows = measures.filter(({ harm }) => harm === id).map(measureRow);
      return `### ${title}\n\n${head('Measure', 'What happens', 'Basis, and how much of it')}\n${rows.join('\n')}\n`;
    })
    .join('\n');
}

function measureRow(measure: Measure): string {
  return row(`${measure.title}. \`${measure.id}\``, whatHappens(measure), measure.refs.join('; '));
}

function codeTable(title: string, codes: readonly CodeMeasure[], measures: readonly Measure[]): string {
  const rows = codes.map(({ id, certainty, asks, gate, why }) => {
    const by = coveredBy(id, measures).map((measure) => `\`${measure}\``);
    return row(id, asks, [gate, by.join(', ')].filter(Boolean).join(': '), why, certainty);
  });
  const columns = head(
    'Code measure',
    'What it asks, in our words',
    'Covered',
    'What is missing, or why not',
    'How certain',
  );
  return `### ${title}\n\n${columns}\n${rows.join('\n')}\n`;
}

/** Ids of the measures that name a Code measure, or one of its parts (`ICU F1.2` is a part of `ICU F1`). */
export function coveredBy(code: string, measures: readonly Measure[]): readonly string[] {
  return measures
    .filter(({ refs }) =>
      refs.some((ref) => {
        const id = codeRefOf(ref)?.id;
        return id === code || id?.startsWith(`${code}.`);
      }),
    )
    .map(({ id }) => id);
}

function head(...columns: readonly string[]): string {
  return `${row(...columns)}\n${row(...columns.map(() => '---'))}`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

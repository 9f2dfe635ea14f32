import { mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import {
  type Bounds,
  chartOf,
  parseCodebook,
  parseTargets,
  type Tabulated,
  type TestAsked,
  tablesCsv,
  tablesHtml,
  tablesJson,
  tablesXlsx,
  tabulate,
  testOf,
  usualTest,
} from '@safeward/polls';
import { EXIT, type ExitCode } from '../exit.ts';
import { asMistake, Mistake } from '../mistake.ts';
import { print, printJson, say } from '../terminal.ts';
import { openTable, readDesign } from './files.ts';
import type { DataOptions } from './options.ts';
import { problemsOf, refuse } from './problems.ts';
import { formatTotals } from './totals.ts';
import { writeWhole } from './write.ts';

export interface TabulateOptions extends DataOptions {
  readonly targets?: string;
  readonly codebook: string;
  readonly trim?: Bounds;
  readonly test?: readonly TestAsked[];
  readonly out?: readonly string[];
  /** A folder for a chart of each question. */
  readonly charts?: string;
}

/** What a file's name says it shall hold. */
const FORMATS: Readonly<Record<string, (tabulated: Tabulated) => string | Promise<Uint8Array>>> = {
  '.html': tablesHtml,
  '.csv': tablesCsv,
  '.xlsx': tablesXlsx,
};

/** Weights and tabulates a poll, and prints or writes the tables. */
export async function tabulatePoll(options: TabulateOptions): Promise<ExitCode> {
  const json = options.json === true;
  const wanted = (options.out ?? []).map((file) => ({ file, render: formatOf(file) }));
  const tabulated = await readPoll(options);
  if (!tabulated.ok) return await refuse(tabulated.problems, json);
  const tests = options.test ?? [];
  const unknown = tests.find(([question, column]) => testOf(tabulated.value, question, column) === null);
  if (unknown !== undefined)
    throw new Mistake(
      `There is no test of ${unknown.join(' by ')}: it takes a question with one answer, and a break.`,
    );
  for (const { file, render } of wanted) {
    await writeWhole(file, await render(tabulated.value));
    say(`The tables are in ${file}.`);
  }
  if (options.charts !== undefined) await writeCharts(options.charts, tabulated.value);
  const usual = usualTest(tabulated.value);
  if (json)
    await printJson(tablesJson(tabulated.value, tests.length > 0 || usual === null ? tests : [usual]));
  else if (wanted.length === 0 && options.charts === undefined) await print(formatTotals(tabulated.value));
  return EXIT.fine;
}

/** Reads all three documents, so that what is wrong with any of them is told at once, and then the data. */
export async function readPoll(options: Pick<TabulateOptions, 'data' | 'targets' | 'codebook' | 'trim'>) {
  const codebook = await readDesign(options.codebook, parseCodebook);
  const targets = options.targets === undefined ? null : await readDesign(options.targets, parseTargets);
  if (!codebook.ok || targets?.ok === false)
    return { ok: false, problems: problemsOf(codebook, targets) } as const;
  const table = await openTable(options.data, codebook.value);
  const bounds = options.trim ?? null;
  return await tabulate(table, { codebook: codebook.value, targets: targets?.value ?? null, bounds });
}

/** One SVG file for each question, named by its id and place. */
async function writeCharts(folder: string, { codebook, questions }: Tabulated): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw asMistake(error, `${folder} cannot be written`);
  }
  for (const [n, { id, text }] of codebook.questions.entries()) {
    const figures = questions[id];
    const name = `${String(n + 1).padStart(3, '0')}-${id.replace(/[^\w-]+/g, '-').slice(0, 60)}.svg`;
    if (figures !== undefined) await writeWhole(join(folder, name), chartOf(text, figures));
  }
  say(`The charts are in ${folder}.`);
}

function formatOf(file: string): (tabulated: Tabulated) => string | Promise<Uint8Array> {
  const format = FORMATS[extname(file).toLowerCase()];
  if (format !== undefined) return format;
  throw new Mistake(
    `What ${file} shall be is told by the end of its name: ${Object.keys(FORMATS).join(', ')}.`,
  );
}

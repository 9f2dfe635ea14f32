import { extname } from 'node:path';
import {
  type Bounds,
  parseCodebook,
  parseTargets,
  type Tabulated,
  type TestAsked,
  tablesCsv,
  tablesHtml,
  tablesJson,
  tabulate,
  testOf,
  usualTest,
} from '@safeward/polls';
import { EXIT, type ExitCode } from '../exit.ts';
import { Mistake } from '../mistake.ts';
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
}

/** What a file's name says it shall hold. */
const FORMATS: Readonly<Record<string, (tabulated: Tabulated) => string | Promise<Uint8Array>>> = {
  '.html': tablesHtml,
  '.csv': tablesCsv,
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
  const usual = usualTest(tabulated.value);
  if (json)
    await printJson(tablesJson(tabulated.value, tests.length > 0 || usual === null ? tests : [usual]));
  else if (wanted.length === 0) await print(formatTotals(tabulated.value));
  return EXIT.fine;
}

/** Reads all three documents, so that what is wrong with any of them is told at once, and then the data. */
export async function readPoll(options: Pick<TabulateOptions, 'data' | 'targets' | 'codebook' | 'trim'>) {
  const table = await openTable(options.data);
  const codebook = await readDesign(options.codebook, parseCodebook);
  const targets = options.targets === undefined ? null : await readDesign(options.targets, parseTargets);
  if (!codebook.ok || targets?.ok === false)
    return { ok: false, problems: problemsOf(codebook, targets) } as const;
  const bounds = options.trim ?? null;
  return await tabulate(table, { codebook: codebook.value, targets: targets?.value ?? null, bounds });
}

function formatOf(file: string): (tabulated: Tabulated) => string | Promise<Uint8Array> {
  const format = FORMATS[extname(file).toLowerCase()];
  if (format !== undefined) return format;
  throw new Mistake(
    `What ${file} shall be is told by the end of its name: ${Object.keys(FORMATS).join(', ')}.`,
  );
}

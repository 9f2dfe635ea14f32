import {
  type Bounds,
  columnsAlone,
  countData,
  parseCodebook,
  parseTargets,
  type RowWeight,
  rowWeights,
  toCsvCell,
  weigh,
} from '@safeward/polls';
import { EXIT, type ExitCode } from '../exit.ts';
import { print, say } from '../terminal.ts';
import { openTable, readDesign } from './files.ts';
import type { DataOptions } from './options.ts';
import { problemsOf, refuse } from './problems.ts';
import { formatReport } from './report.ts';
import { writeWhole } from './write.ts';

export interface WeightOptions extends DataOptions {
  readonly targets: string;
  readonly codebook?: string;
  readonly trim?: Bounds;
  readonly out?: string;
}

/** Weights respondents to the targets, and prints the weights or how they came about. */
export async function weightPoll(options: WeightOptions): Promise<ExitCode> {
  const json = options.json === true;
  const targets = await readDesign(options.targets, parseTargets);
  const codebook = options.codebook === undefined ? null : await readDesign(options.codebook, parseCodebook);
  if (!targets.ok || codebook?.ok === false) return await refuse(problemsOf(targets, codebook), json);
  const columns = codebook === null ? null : columnsAlone(codebook.value);
  const table = await openTable(options.data, columns);
  const counted = await countData(table, { codebook: columns, targets: targets.value });
  if (!counted.ok) return await refuse(counted.problems, json);
  const weighted = weigh(counted.value, options.trim ?? null);
  if (!weighted.ok) return await refuse(weighted.problems, json);
  const { weights, summary } = weighted.value;
  const groups = (): AsyncIterable<readonly RowWeight[]> => rowWeights(table, counted.value, weights);
  if (options.out !== undefined) await writeWeights(options.out, groups());
  if (!json) {
    await print(formatReport(weighted.value));
    if (options.out !== undefined) say(`The weights of ${summary.n} respondents are in ${options.out}.`);
    return EXIT.fine;
  }
  let before = '{"weights":[';
  for await (const group of groups()) {
    await print(before + group.map((one) => JSON.stringify(one)).join(','));
    before = ',';
  }
  await print(
    `],${JSON.stringify({ deff: summary.deff, effective_base: summary.effectiveBase }).slice(1)}\n`,
  );
  return EXIT.fine;
}

async function writeWeights(file: string, groups: AsyncIterable<readonly RowWeight[]>): Promise<void> {
  async function* lines(): AsyncGenerator<string, void> {
    yield 'respondent_id,weight\r\n';
    for await (const group of groups)
      yield group.map(({ id, weight }) => `${toCsvCell(id)},${weight}\r\n`).join('');
  }
  await writeWhole(file, lines());
}

import {
  type Bounds,
  countData,
  type Parsed,
  type Problem,
  parseCodebook,
  parseTargets,
  type Weighted,
  weigh,
} from '@safeward/polls';
import { EXIT, type ExitCode } from '../exit.ts';
import { countOf } from '../output/words.ts';
import { print, printJson } from '../terminal.ts';
import { openTable, readDesign } from './files.ts';
import type { DataOptions } from './options.ts';
import { formatProblems, problemsOf } from './problems.ts';
import { formatReport } from './report.ts';

export interface CheckOptions extends DataOptions {
  readonly targets?: string;
  readonly codebook?: string;
  readonly trim?: Bounds;
}

/** Names every fault of a data set and its design: also those that only weighting shows. */
export async function checkPoll(options: CheckOptions): Promise<ExitCode> {
  const found = await examine(options);
  const problems = found.ok ? [] : found.problems;
  if (options.json === true) {
    const respondents = found.ok ? found.value.summary.n : null;
    await printJson({ ok: found.ok, respondents, problems });
  } else if (found.ok)
    await print(`${countOf(found.value.summary.n, 'respondent')}, no fault.\n\n${formatReport(found.value)}`);
  else await print(`${formatProblems(problems, process.stdout)}${countOf(problems.length, 'problem')}.\n`);
  return found.ok ? EXIT.fine : EXIT.checkFailed;
}

async function examine(options: CheckOptions): Promise<Parsed<Weighted>> {
  const codebook = options.codebook === undefined ? null : await readDesign(options.codebook, parseCodebook);
  const targets = options.targets === undefined ? null : await readDesign(options.targets, parseTargets);
  const problems: Problem[] = [...problemsOf(codebook, targets)];
  const usable = {
    codebook: codebook?.ok === true ? codebook.value : null,
    targets: targets?.ok === true ? targets.value : null,
  };
  const table = await openTable(options.data, usable.codebook);
  // What is wrong with the data is told as well, as far as the documents that can be read say what should be in it.
  const counted = await countData(table, usable);
  if (!counted.ok) problems.push(...counted.problems);
  if (!counted.ok || problems.length > 0) return { ok: false, problems };
  return weigh(counted.value, options.trim ?? null);
}

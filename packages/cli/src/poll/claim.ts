import {
  type Bounds,
  type Claim,
  type ClaimFindings,
  checkClaim,
  claimFault,
  parseCodebook,
  parseTargets,
  tabulate,
  withClaim,
} from '@safeward/polls';
import { EXIT, type ExitCode } from '../exit.ts';
import { Mistake } from '../mistake.ts';
import { formatTable } from '../output/table.ts';
import { visible } from '../output/visible.ts';
import { paint, print, printJson } from '../terminal.ts';
import { openTable, readDesign } from './files.ts';
import type { DataOptions } from './options.ts';
import { problemsOf, refuse } from './problems.ts';

export interface ClaimOptions extends DataOptions {
  readonly targets?: string;
  readonly codebook: string;
  readonly trim?: Bounds;
  readonly question: string;
  readonly answer: readonly string[];
  readonly among?: Claim['among'];
  readonly than?: Claim['than'];
}

/** Holds a sentence against a poll: fine where it is supported, checkFailed where it is not. */
export async function claimPoll(text: string, options: ClaimOptions): Promise<ExitCode> {
  const json = options.json === true;
  const codebook = await readDesign(options.codebook, parseCodebook);
  const targets = options.targets === undefined ? null : await readDesign(options.targets, parseTargets);
  if (!codebook.ok || targets?.ok === false) return await refuse(problemsOf(codebook, targets), json);
  const table = await openTable(options.data, codebook.value);
  const claim: Claim = {
    text,
    question: options.question,
    answers: [...new Set(options.answer)],
    among: options.among ?? null,
    than: options.than ?? null,
  };
  const fault = claimFault(codebook.value, claim);
  if (fault !== null) throw new Mistake(fault);
  const tabulated = await tabulate(table, {
    codebook: withClaim(codebook.value, claim),
    targets: targets?.value ?? null,
    bounds: options.trim ?? null,
  });
  if (!tabulated.ok) return await refuse(tabulated.problems, json);
  const findings = checkClaim(tabulated.value, claim);
  if (json) await printJson(findings);
  else await print(formatClaim(findings));
  return findings.verdict === 'supported' ? EXIT.fine : EXIT.checkFailed;
}

const COLOURS = {
  supported: 'green',
  uncertain: 'yellow',
  'not supported': 'red',
  'too few': 'dim',
} as const;

function formatClaim({
  claim,
  question,
  wording,
  answers,
  verdict,
  why,
  reading,
  cells,
}: ClaimFindings): string {
  const rows = cells
    .filter(
      ({ figure_supports, is_claimed }) =>
        is_claimed || reading.kind !== 'higher among' || figure_supports !== null,
    )
    .map((cell) => [
      `${cell.is_claimed ? '→' : ' '} ${cell.break === null ? 'Total' : visible(`${cell.break}: ${cell.category}`)}`,
      cell.pct === null ? '–' : `${cell.pct.toFixed(1)} %`,
      cell.ci_lin[0] === null ? '' : `${cell.ci_lin[0].toFixed(1)} to ${cell.ci_lin[1]?.toFixed(1)}`,
      `base ${cell.unweighted_base}`,
      cell.figure_supports === null && reading.kind === 'higher among'
        ? ''
        : paint(COLOURS[cell.verdict], cell.verdict),
    ]);
  return [
    `${visible(claim)}\n`,
    `${paint(COLOURS[verdict], verdict)}. ${visible(why)}\n\n`,
    `${visible(`${question}  ${wording}  ${answers.join(' + ')}`)}\n`,
    formatTable(rows),
  ].join('');
}

import { type Counted, countData, type Table } from './data/count.ts';
import type { Codebook } from './design/codebook.ts';
import type { Targets } from './design/targets.ts';
import type { QuestionFigures } from './figures/figure.ts';
import { type RakedDesign, rakedDesign } from './figures/linearised.ts';
import { questionFigures } from './figures/question.ts';
import { type RaoScott, raoScott } from './figures/rao-scott.ts';
import { fine, type Parsed } from './problem.ts';
import type { Bounds } from './weight/trim.ts';
import { type Weighted, weigh } from './weight/weigh.ts';

/** All that a poll says: its weights, and the figures of each question. */
export interface Tabulated {
  readonly codebook: Codebook;
  readonly counted: Counted;
  readonly weighted: Weighted;
  readonly design: RakedDesign;
  /** By the id of the question, in the codebook's order. */
  readonly questions: Readonly<Record<string, QuestionFigures>>;
}

export interface TabulateOptions {
  readonly codebook: Codebook;
  /** Null: everybody has the starting weight. */
  readonly targets: Targets | null;
  readonly bounds: Bounds | null;
}

/** Counts, weights and tabulates a data set, or says all that is wrong with it. The table is read once. */
export async function tabulate(
  table: Table,
  { codebook, targets, bounds }: TabulateOptions,
): Promise<Parsed<Tabulated>> {
  const counted = await countData(table, { codebook, targets });
  if (!counted.ok) return counted;
  const weighted = weigh(counted.value, bounds);
  if (!weighted.ok) return weighted;
  const design = rakedDesign(weighted.value.sample, weighted.value.weights);
  const { plan, profiles } = counted.value;
  return fine({
    codebook,
    counted: counted.value,
    weighted: weighted.value,
    design,
    questions: Object.fromEntries(
      plan.questions.map((question) => [
        question.question.id,
        questionFigures(design, profiles, question, plan.breaks),
      ]),
    ),
  });
}

/** The Rao–Scott test of a question by a break; null where there is no such question, or it allows several answers. */
export function testOf(
  { counted: { plan, profiles }, design }: Tabulated,
  id: string,
  column: string,
): RaoScott | null {
  const question = plan.questions.find(({ question }) => question.id === id);
  const at = plan.breaks.findIndex((one) => one.column === column);
  const by = plan.breaks[at];
  if (question === undefined || by === undefined || question.question.type === 'multiple') return null;
  return raoScott(design, profiles, {
    plan: question,
    column,
    categories: by.categories,
    of: profiles.breaks[at] ?? [],
  });
}

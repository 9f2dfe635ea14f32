import { ABOUT_FIELDS, type About } from '../design/about.ts';
import type { Tabulated } from '../tabulate.ts';
import { tenthText } from './rounding.ts';

/** What a reader needs beside the figures: who, when, how, and how to read them. */
export interface Notes {
  readonly title: string;
  /** Name and text; what the codebook does not say is told to be missing. */
  readonly facts: readonly (readonly [name: string, text: string])[];
  readonly reading: readonly string[];
}

const NAMES: Readonly<Record<keyof About, string>> = {
  title: 'Title',
  client: 'Client',
  by: 'Carried out by',
  fieldwork: 'Fieldwork',
  mode: 'Mode',
  population: 'Population',
  sample: 'Sample',
  targets: 'Source of the targets',
  contact: 'Contact',
};
const NOT_STATED = 'not stated';

export function notesOf(tabulated: Tabulated): Notes {
  const { codebook, weighted } = tabulated;
  const { about } = codebook;
  return {
    title: about.title ?? 'Tables',
    facts: [
      ...ABOUT_FIELDS.filter((field) => field !== 'title').map(
        (field) => [NAMES[field], about[field] ?? NOT_STATED] as const,
      ),
      ['Respondents', String(weighted.summary.n)],
      ['Weighting', weightingScheme(tabulated)],
      [
        'Design effect',
        `${weighted.summary.deff.toFixed(2)} (Kish); effective base ${tenthText(weighted.summary.effectiveBase)}; weights from ${weighted.summary.min.toFixed(2)} to ${weighted.summary.max.toFixed(2)}`,
      ],
    ],
    reading: [
      'Percentages are of the weighted base of their column: those who answered the question. They are rounded one by one, so that they may not add up to 100; nets are counted from respondents and not from rounded percentages. “*” is less than 0.5 %, “0” nobody, “–” that nobody was asked or answered.',
      'The margin of error (±, in points) is 1.96 standard errors at the effective base, for that figure alone. None is given where nobody or everybody says so. It holds for the chance of drawing a sample and for nothing else that can go wrong with a poll.',
      'A letter says that the figure is significantly higher than that of the column with the letter, at 95 %, by z-tests on effective bases without a correction for the number of tests: with hundreds of comparisons some are chance. Columns with a base under 30 are marked as small and take no part.',
    ],
  };
}

function weightingScheme({ weighted: { report }, counted: { plan } }: Tabulated): string {
  const { margins, trimming, passes } = report;
  const start = plan.weight === null ? '' : ` from starting weights in “${plan.weight.name}”`;
  if (margins.length === 0) return plan.weight === null ? 'none' : `as given in “${plan.weight.name}”`;
  const names = margins.map(({ name }) => name).join(', ');
  const how = margins.length === 1 ? `post-stratified by ${names}` : `raked to ${names} (${passes} passes)`;
  if (trimming === null) return `${how}${start}; not trimmed`;
  const { lower, upper } = trimming.bounds;
  return `${how}${start}; trimmed to ${lower} to ${upper} times the mean, with strict re-raking`;
}

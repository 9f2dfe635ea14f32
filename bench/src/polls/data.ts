import { createRandom } from '@safeward/simulator';

/** An invented poll: its documents as JSON values, and its data as CSV in chunks. */
export interface InventedPoll {
  readonly targets: unknown;
  readonly codebook: unknown;
  /** The same bytes each time. */
  readonly bytes: readonly Uint8Array[];
}

const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  gender: ['Female', 'Male'],
  age_band: ['18-24', '25-34', '35-44', '45-54', '55-64', '65+'],
  region: [
    'North East',
    'North West',
    'Yorkshire and The Humber',
    'East Midlands',
    'West Midlands',
    'East of England',
    'London',
    'South East',
    'South West',
    'Wales',
    'Scotland',
  ],
  social_grade: ['AB', 'C1', 'C2', 'DE'],
  children_in_household: ['Yes', 'No'],
};
const WEIGHTED_BY = ['gender', 'age_band', 'region', 'social_grade'] as const;
const ANSWERS: readonly (readonly string[])[] = [
  ['Strongly agree', 'Tend to agree', 'Neither agree nor disagree', 'Tend to disagree', 'Strongly disagree'],
  ['Support', 'Oppose', "Don't know"],
  ['0', '1'],
];
const ROWS_A_CHUNK = 2_000;

/** @param columns with the id, the variables and a column for each question */
export function inventPoll(respondents: number, columns: number, seed: number): InventedPoll {
  const { below } = createRandom(seed);
  const variables = Object.entries(VARIABLES);
  const questions = Array.from({ length: columns - 1 - variables.length }, (_, n) => ({
    id: `q${n + 1}`,
    type: 'single',
    text: `Question ${n + 1}?`,
    answers: ANSWERS[n % ANSWERS.length] ?? [],
  }));
  const header = ['respondent_id', ...variables.map(([name]) => name), ...questions.map(({ id }) => id)];
  const encoder = new TextEncoder();
  const bytes: Uint8Array[] = [encoder.encode(`${header.join(',')}\n`)];
  for (let from = 0; from < respondents; from += ROWS_A_CHUNK) {
    let text = '';
    for (let row = from; row < Math.min(from + ROWS_A_CHUNK, respondents); row++) {
      text += `A${row + 1}`;
      for (const [, categories] of variables) text += `,${categories[below(categories.length)]}`;
      for (const { answers } of questions) text += `,${answers[below(answers.length)]}`;
      text += '\n';
    }
    bytes.push(encoder.encode(text));
  }
  // Shares that grow from category to category, so that there is something to weight.
  const margins = WEIGHTED_BY.map((variable) => {
    const categories = VARIABLES[variable] ?? [];
    return {
      variable,
      kind: 'counts',
      targets: Object.fromEntries(
        categories.map((category, n) => [category, 1000 * (0.5 + (n + 0.5) / categories.length)]),
      ),
    };
  });
  const scaled = margins.map((margin) => {
    const total = Object.values(margin.targets).reduce((sum, one) => sum + one, 0);
    const targets = Object.entries(margin.targets).map(
      ([name, one]) => [name, (one * 1_000_000) / total] as const,
    );
    return { ...margin, targets: Object.fromEntries(targets) };
  });
  return { targets: { margins: scaled }, codebook: { breaks: VARIABLES, questions }, bytes };
}

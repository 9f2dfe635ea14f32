import type { Codebook } from '../design/codebook.ts';
import type { BreakColumn, Cells, Interval } from '../figures/figure.ts';
import { Z_95 } from '../figures/figure.ts';
import type { Tabulated } from '../tabulate.ts';
import { type Reading, readClaim } from './reading.ts';
import { type Judged, judge, type Verdict } from './verdict.ts';

/** A sentence about a poll, and what it is about. */
export interface Claim {
  readonly text: string;
  readonly question: string;
  /** One, or several that are added up. */
  readonly answers: readonly string[];
  /** Of whom it speaks; null for everybody. */
  readonly among: Group | null;
  /** With whom they are compared: the claim is then that the share is higher among the first. */
  readonly than: Group | null;
}

export interface Group {
  readonly column: string;
  readonly category: string;
}

export interface ClaimFindings {
  readonly claim: string;
  readonly question: string;
  readonly wording: string;
  readonly answers: readonly string[];
  readonly reading: Reading | { readonly kind: 'higher among'; readonly words: string };
  /** Of the column that the claim speaks of. */
  readonly verdict: Verdict;
  readonly why: string;
  /** Every column, so that one sees for whom else it holds. */
  readonly cells: readonly ClaimCell[];
}

export interface ClaimCell extends Judged {
  readonly break: string | null;
  readonly category: string | null;
  readonly pct: number | null;
  readonly ci_lin: Interval;
  readonly unweighted_base: number;
  readonly effective_base: number | null;
  /** Whether the claim speaks of this column. */
  readonly is_claimed: boolean;
}

const NET = '\u0000claim';

/** The codebook with the claimed answers as a net, so that they are counted together. */
export function withClaim(codebook: Codebook, { question, answers }: Claim): Codebook {
  return {
    ...codebook,
    questions: codebook.questions.map((one) =>
      one.id === question ? { ...one, nets: [...one.nets, { label: NET, answers }] } : one,
    ),
  };
}

/** What is wrong with how a claim is put, or null. */
export function claimFault(codebook: Codebook, claim: Claim): string | null {
  const question = codebook.questions.find(({ id }) => id === claim.question);
  if (question === undefined)
    return `There is no question “${claim.question}”; there are: ${codebook.questions.map(({ id }) => id).join(', ')}.`;
  const unknown = claim.answers.find((answer) => !question.answers.includes(answer));
  if (unknown !== undefined)
    return `Question ${question.id} has no answer “${unknown}”; it has: ${question.answers.join(', ')}.`;
  for (const group of [claim.among, claim.than]) {
    if (group === null) continue;
    const by = codebook.breaks.find(({ column }) => column === group.column);
    if (by === undefined)
      return `There is no break “${group.column}”; there are: ${codebook.breaks.map(({ column }) => column).join(', ')}.`;
    if (!by.categories.includes(group.category))
      return `The break ${by.column} has no “${group.category}”; it has: ${by.categories.join(', ')}.`;
  }
  if (claim.than !== null && (claim.among === null || claim.among.column !== claim.than.column))
    return 'A comparison is between two columns of one break.';
  if (claim.than === null && readClaim(claim.text) === null)
    return 'No quantity is found in the claim. It may have a percentage, “two in three”, “half”, “majority”, “overwhelming majority”, “minority”, “most”, “plurality”.';
  return null;
}

/** @param tabulated made with {@link withClaim} of a claim that has no fault */
export function checkClaim(tabulated: Tabulated, claim: Claim): ClaimFindings {
  const figures = tabulated.questions[claim.question];
  const question = tabulated.codebook.questions.find(({ id }) => id === claim.question);
  if (figures === undefined || question === undefined)
    throw new RangeError('the question was looked for before');
  const head = {
    claim: claim.text,
    question: claim.question,
    wording: question.text,
    answers: claim.answers,
  };
  const columns = [
    { group: null, cells: figures.total },
    ...Object.entries(figures.breaks).flatMap(([column, { columns: all }]) =>
      all.map((cells) => ({ group: { column, category: cells.category }, cells })),
    ),
  ];
  if (claim.than !== null && claim.among !== null) {
    const by = figures.breaks[claim.among.column];
    if (by === undefined) throw new RangeError('the break was looked for before');
    const compared = compare(by.columns, by.z[NET] ?? {}, claim.among, claim.than);
    return {
      ...head,
      reading: { kind: 'higher among', words: `${claim.among.category} than ${claim.than.category}` },
      verdict: compared.judged.verdict,
      why: compared.why,
      cells: columns.map(({ group, cells }) => ({
        ...cellOf(group, cells),
        ...(isSame(group, claim.among)
          ? { ...compared.judged, is_claimed: true }
          : { ...NOT_JUDGED, is_claimed: isSame(group, claim.than) }),
      })),
    };
  }
  const reading = readClaim(claim.text);
  if (reading === null) throw new RangeError('the claim was read before');
  const [only = ''] = claim.answers;
  const cells = columns.map(({ group, cells: own }): ClaimCell => {
    const cell = cellOf(group, own);
    const answer = claim.answers.length === 1 ? only : '';
    return {
      ...cell,
      ...judge(reading, own, cell.pct, cell.ci_lin, answer),
      is_claimed: isSame(group, claim.among),
    };
  });
  const claimed = cells.find((cell) => cell.is_claimed);
  if (claimed === undefined) throw new RangeError('the claimed column is among the columns');
  return { ...head, reading, verdict: claimed.verdict, why: whyOf(reading, claimed), cells };
}

const NOT_JUDGED = { verdict: 'too few', figure_supports: null, interval_supports: null } as const;

function cellOf(group: Group | null, cells: Cells) {
  const net = cells.nets?.find(({ answer }) => answer === NET);
  return {
    break: group?.column ?? null,
    category: group?.category ?? null,
    pct: net?.pct ?? null,
    ci_lin: net?.ci_lin ?? ([null, null] as const),
    unweighted_base: cells.unweighted_base,
    effective_base: cells.effective_base,
  };
}

function isSame(one: Group | null, other: Group | null): boolean {
  return one?.column === other?.column && one?.category === other?.category;
}

function compare(
  columns: readonly BreakColumn[],
  z: Readonly<Record<string, number | null>>,
  among: Group,
  than: Group,
): { readonly judged: Judged; readonly why: string } {
  const [first, second] = [among, than].map((group) =>
    columns.findIndex(({ category }) => category === group.category),
  );
  const [one, other] = [columns[first ?? -1], columns[second ?? -1]];
  const forwards = z[`${one?.letter}${other?.letter}`];
  const backwards = z[`${other?.letter}${one?.letter}`];
  const value = forwards ?? (backwards == null ? null : -backwards);
  if (value === null || Math.min(one?.unweighted_base ?? 0, other?.unweighted_base ?? 0) < 30)
    return {
      judged: NOT_JUDGED,
      why: 'One of the two has a base under 30, or nobody or everybody says so in both.',
    };
  const figure = value > 0;
  const interval = value > Z_95;
  return {
    judged: {
      verdict: interval ? 'supported' : figure ? 'uncertain' : 'not supported',
      figure_supports: figure,
      interval_supports: interval,
    },
    why: `z = ${value.toFixed(2)} on effective bases; above 1.96 the difference is more than chance at 95 %.`,
  };
}

function whyOf(reading: Reading, { pct, ci_lin: [low, high], unweighted_base, verdict }: ClaimCell): string {
  if (verdict === 'too few' || pct === null || low === null || high === null)
    return `Only ${unweighted_base} people were asked: too few to say.`;
  const found = `${pct.toFixed(1)} %, interval ${low.toFixed(1)} to ${high.toFixed(1)}`;
  switch (reading.kind) {
    case 'above':
      return `“${reading.words}” is read as more than ${shown(reading.bound)} %: ${found}.`;
    case 'at least':
      return `“${reading.words}” is read as at least ${shown(reading.bound)} %: ${found}.`;
    case 'below':
      return `“${reading.words}” is read as less than ${shown(reading.bound)} %: ${found}.`;
    case 'equal':
      return `“${reading.words}” is read as what rounds to it: ${found}.`;
    case 'about':
      return `“${reading.words}” is read as ${shown(reading.bound)} % give or take ${reading.within} points: ${found}.`;
    case 'nearly':
      return `“${reading.words}” is read as up to ${reading.within} points below ${shown(reading.bound)} %: ${found}.`;
    case 'most common':
      return `“${reading.words}” is read as more than any other answer: ${found}.`;
  }
}

function shown(bound: number): string {
  return String(Number(bound.toFixed(1)));
}

import type { Counts } from '../analysis/counts.ts';
import type { Consultation } from '../consultation.ts';
import type { Happening } from '../store.ts';

/** How far a line holds. `in_part` and `not_met` are answers too, with their reason as evidence. */
export const VERDICTS = ['met', 'in_part', 'not_met', 'not_applicable'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Line {
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

const PRINCIPLES = 'Government Consultation Principles 2018';
const GUNNING = 'R v Brent LBC, ex p Gunning (1985)';

/**
 * The Government Consultation Principles (2018), A to K, in our own words, and the Gunning criteria, approved in
 * R v North and East Devon HA, ex p Coughlan [2001] QB 213 and R (Moseley) v Haringey [2014] UKSC 56.
 */
export const LINES: readonly Line[] = [
  { id: 'A', title: 'Clear and concise: plain language, few questions, easy to answer', source: PRINCIPLES },
  {
    id: 'B',
    title: 'With a purpose: nothing is decided yet, and what is said is taken into account',
    source: PRINCIPLES,
  },
  {
    id: 'C',
    title: 'Informative: enough to know what is at stake, with costs and benefits',
    source: PRINCIPLES,
  },
  { id: 'D', title: 'Only part of a process: people were involved in other ways too', source: PRINCIPLES },
  { id: 'E', title: 'For a proportionate time', source: PRINCIPLES },
  { id: 'F', title: 'Targeted: those who are affected know of it', source: PRINCIPLES },
  {
    id: 'G',
    title: 'Takes account of the groups that are asked, their holidays and their means',
    source: PRINCIPLES,
  },
  { id: 'H', title: 'Agreed before it was published', source: PRINCIPLES },
  {
    id: 'I',
    title: 'Open to scrutiny: how many answered, and what came of it, is published',
    source: PRINCIPLES,
  },
  { id: 'J', title: 'Answered in time, or it is said why not', source: PRINCIPLES },
  { id: 'K', title: 'Not launched while an election is on', source: PRINCIPLES },
  { id: 'gunning-1', title: 'The proposals were still at a formative stage', source: GUNNING },
  {
    id: 'gunning-2',
    title: 'Sufficient reasons were given for people to consider and respond',
    source: GUNNING,
  },
  { id: 'gunning-3', title: 'There was adequate time to consider and respond', source: GUNNING },
  { id: 'gunning-4', title: 'What was said was conscientiously taken into account', source: GUNNING },
];

/** What somebody says of a line. */
export interface Checked {
  readonly line: string;
  readonly verdict: Verdict;
  readonly evidence: string;
  readonly link: string | null;
}

/** A line with what is known of it here, whatever anybody says, and what is said of it. */
export interface CheckedLine extends Line {
  readonly facts: readonly string[];
  readonly checked: Checked | null;
}

const DAY_MS = 86_400_000;

/** The facts are computed, so that evidence can lean on them and not contradict them. */
export function checklist(
  consultation: Consultation,
  {
    counts,
    happenings,
    themes,
    answered,
    checked,
    now,
  }: {
    readonly counts: Counts;
    readonly happenings: readonly Happening[];
    /** In the code frame. */
    readonly themes: number;
    /** Of these, answered in the response. */
    readonly answered: number;
    readonly checked: readonly Checked[];
    readonly now: number;
  },
): readonly CheckedLine[] {
  const { opensAt, closesAt, responseDueAt, respondedAt, plan } = consultation;
  const days = (from: number, to: number) => Math.round((to - from) / DAY_MS);
  const open = days(opensAt ?? now, closesAt ?? now);
  const extended = happenings.filter(({ kind }) => kind === 'extended').length;
  const response = days(closesAt ?? now, respondedAt ?? now);
  const isLate = responseDueAt !== null && (respondedAt ?? now) > responseDueAt;
  const time = `It was open for ${open} days${extended > 0 ? `, extended ${extended === 1 ? 'once' : `${extended} times`}` : ''}.`;
  const facts: Readonly<Record<string, readonly string[]>> = {
    A: [`It asks ${plan.questions.length} questions, in ${plan.languages.join(', ')}.`],
    E: [time],
    I: [
      `${counts.answers} ${counts.answers === 1 ? 'answer stands' : 'answers stand'}; ${answered} of ${themes} themes are answered in the response.`,
    ],
    J: [
      `The response comes ${response} days after closing, ${isLate ? 'later than it was due' : 'in time'}.`,
    ],
    'gunning-3': [time],
    'gunning-4': [`Every free text was read; ${answered} of ${themes} themes are answered in the response.`],
  };
  return LINES.map((line) => ({
    ...line,
    facts: facts[line.id] ?? [],
    checked: checked.find((one) => one.line === line.id) ?? null,
  }));
}

import type { Standing } from '../answers/store.ts';
import type { Plan, Question } from '../plan.ts';
import { plainly } from '../words.ts';

/** Answers to one option of one question, in all and by who gave them. */
export interface Count {
  readonly option: string;
  readonly label: string;
  readonly all: number;
  /** By column: `oneself`, `organisation`, and each kind that the plan names. */
  readonly by: Readonly<Record<string, number>>;
}

export interface QuestionCounts {
  readonly question: string;
  readonly title: string;
  readonly kind: Question['kind'];
  /** Who answered this question. */
  readonly answered: number;
  readonly counts: readonly Count[];
}

export interface Counts {
  /** Goes wherever the numbers go. */
  readonly warning: string;
  readonly answers: number;
  readonly columns: readonly { readonly id: string; readonly label: string; readonly answers: number }[];
  readonly questions: readonly QuestionCounts[];
}

export const NOT_A_SAMPLE =
  'These are counts of those who chose to answer. They are not a sample of anybody, so they do not say how many people think what.';

/** How often what was answered. Free texts are only counted: what they say is in the themes. */
export function countAnswers(plan: Plan, answers: readonly Standing[]): Counts {
  const columns = [
    { id: 'oneself', label: 'For themselves' },
    { id: 'organisation', label: 'For an organisation' },
    ...(plan.kinds ?? []).map(({ id, label }) => ({
      id: `kind:${id}`,
      label: plainly(label, plan.languages),
    })),
  ];
  const isIn = ({ record }: Standing, column: string) =>
    column.startsWith('kind:')
      ? record.respondent.kind === column.slice('kind:'.length)
      : record.respondent.capacity === column;
  const countOf = (option: string, label: string, chosen: readonly Standing[]): Count => ({
    option,
    label,
    all: chosen.length,
    by: Object.fromEntries(columns.map(({ id }) => [id, chosen.filter((one) => isIn(one, id)).length])),
  });
  return {
    warning: NOT_A_SAMPLE,
    answers: answers.length,
    columns: columns.map((column) => ({
      ...column,
      answers: answers.filter((one) => isIn(one, column.id)).length,
    })),
    questions: plan.questions.map((question) => {
      const given = answers.filter((one) => hasAnswered(question, one));
      const value = (one: Standing) => one.record.answers[question.id];
      return {
        question: question.id,
        title: plainly(question.title, plan.languages),
        kind: question.kind,
        answered: given.length,
        counts: optionsOf(question, plan).map(({ id, label, matches }) =>
          countOf(
            id,
            label,
            given.filter((one) => matches(value(one))),
          ),
        ),
      };
    }),
  };
}

function hasAnswered(question: Question, { record }: Standing): boolean {
  return question.kind === 'file'
    ? record.attachments.some((one) => one.question === question.id)
    : record.answers[question.id] !== undefined;
}

interface Option {
  readonly id: string;
  readonly label: string;
  readonly matches: (value: unknown) => boolean;
}

function optionsOf(question: Question, { languages }: Plan): readonly Option[] {
  switch (question.kind) {
    case 'choice':
      return question.options.map(({ id, label }) => ({
        id,
        label: plainly(label, languages),
        matches: (value) => Array.isArray(value) && value.includes(id),
      }));
    case 'ranking':
      return question.options.map(({ id, label }) => ({
        id,
        label: `${plainly(label, languages)}: first`,
        matches: (value) => Array.isArray(value) && value[0] === id,
      }));
    case 'scale': {
      const numbers = Array.from({ length: question.to - question.from + 1 }, (_, n) => question.from + n);
      return [
        ...numbers.map((n) => ({
          id: String(n),
          label: String(n),
          matches: (value: unknown) => value === n,
        })),
        ...(question.dont_know
          ? [{ id: 'dont_know', label: 'I do not know', matches: (value: unknown) => value === null }]
          : []),
      ];
    }
    case 'text':
    case 'file':
      return [];
  }
}

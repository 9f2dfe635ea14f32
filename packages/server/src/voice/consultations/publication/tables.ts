import type { Counts } from '../analysis/counts.ts';
import type { Plan } from '../plan.ts';
import { plainly } from '../words.ts';
import type { PublishedAnswer } from './published-answer.ts';

type Cell = string | number | null;

/** One line for each option of each question; the warning stands above, where nobody can cut it off unseen. */
export function countRows({ warning, answers, columns, questions }: Counts): readonly (readonly Cell[])[] {
  return [
    [warning],
    ['question', 'title', 'option', 'label', 'answered', 'all', ...columns.map(({ label }) => label)],
    ['', 'All answers', '', '', answers, answers, ...columns.map((column) => column.answers)],
    ...questions.flatMap(({ question, title, answered, counts }) =>
      counts.length === 0
        ? [[question, title, '', '', answered, null, ...columns.map(() => null)]]
        : counts.map(({ option, label, all, by }) => [
            question,
            title,
            option,
            label,
            answered,
            all,
            ...columns.map(({ id }) => by[id] ?? 0),
          ]),
    ),
  ];
}

/** One line for each answer, one column for each question. */
export function answerRows(plan: Plan, answers: readonly PublishedAnswer[]): readonly (readonly Cell[])[] {
  const questions = plan.questions.filter(({ kind }) => kind !== 'file');
  return [
    [
      'answer',
      'received_at',
      'capacity',
      'kind',
      'by',
      ...questions.map(({ title }) => plainly(title, plan.languages)),
      'comments',
      'removed',
    ],
    ...answers.map((one) => [
      one.id,
      one.received_at,
      one.capacity,
      one.kind,
      one.by,
      ...questions.map(({ id }): Cell => {
        const value = one.answers[id];
        return Array.isArray(value) ? value.join('; ') : (value ?? null);
      }),
      one.comments.map(({ document, section, text }) => `${document}/${section}: ${text}`).join('\n\n'),
      one.redacted,
    ]),
  ];
}

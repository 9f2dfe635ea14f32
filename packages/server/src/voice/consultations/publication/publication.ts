import { inTransaction, type Pool } from '../../../platform/database/index.ts';
import type { FieldProblem } from '../../../platform/problem/problem.ts';
import { findGroups, type ThemeFigures, themeFigures } from '../analysis/analysis.ts';
import { countAnswers } from '../analysis/counts.ts';
import type { AnswerRecord } from '../answers/record.ts';
import { countedAnswers, findAnswer, standingAnswers } from '../answers/store.ts';
import type { Apart } from '../apart/apart.ts';
import type { Consultation } from '../consultation.ts';
import { stateAt } from '../consultation.ts';
import { type Act, changing, wrongState } from '../lifecycle.ts';
import { CONSULTATION_PROBLEMS } from '../problems.ts';
import { fine, type Result, refused } from '../result.ts';
import {
  findConsultation,
  forgetOrigins,
  happeningsOf,
  lockConsultation,
  type Queryable,
  setTimes,
  tell,
} from '../store.ts';
import { type Checked, type CheckedLine, checklist, LINES } from './checklist.ts';
import type { Response } from './response-schema.ts';
import { checkedOf, publishResponse, putChecked, putRelease, type Redaction, responseOf } from './store.ts';

/** Says how far a line of the checklist holds, with what shows it. */
export async function checkLine(
  pool: Pool,
  called: string,
  checked: Checked,
  act: Act,
): Promise<Result<Checked>> {
  if (!LINES.some(({ id }) => id === checked.line))
    return refused({
      kind: CONSULTATION_PROBLEMS.invalidResponse,
      errors: [{ code: 'unknown_line', pointer: '/line', detail: 'is no line of the checklist' }],
    });
  return changing(pool, called, ['draft', 'open', 'closed', 'analysed'], act, async (client, { id }) => {
    await putChecked(client, id, checked, act);
    return fine(checked);
  });
}

/** The checklist as it stands now. */
export async function currentChecklist(
  client: Queryable,
  consultation: Consultation,
  now: number,
): Promise<readonly CheckedLine[]> {
  const { id, plan } = consultation;
  const [answers, happenings, themes, response, checked] = [
    await standingAnswers(client, id),
    await happeningsOf(client, id),
    await themeFigures(client, id),
    await responseOf(client, id),
    await checkedOf(client, id),
  ];
  const rows = response?.draft.rows ?? [];
  return checklist(consultation, {
    counts: countAnswers(plan, answers),
    happenings,
    themes: themes.length,
    answered: themes.filter((theme) => rows.some((row) => row.theme === theme.id)).length,
    checked,
    now,
  });
}

/**
 * Publishes the response. Refused while a theme is unanswered or a line of the checklist is without evidence; each
 * is named.
 */
export async function publish(
  pool: Pool,
  apart: Apart,
  called: string,
  act: Act,
): Promise<Result<Consultation>> {
  const before = await findConsultation(pool, called);
  if (before === null) return refused({ kind: CONSULTATION_PROBLEMS.notFound });
  const state = stateAt(before, act.at);
  if (state !== 'analysed') return wrongState(state, ['analysed']);
  const { campaigns } = await findGroups(pool, apart, before);
  return changing(pool, called, ['analysed'], act, async (client, consultation) => {
    const { id, plan } = consultation;
    const response = await responseOf(client, id);
    const themes = await themeFigures(client, id);
    const published = { ...consultation, respondedAt: act.at };
    const lines = await currentChecklist(client, published, act.at);
    const errors = missing(response?.draft ?? null, themes, lines);
    if (errors.length > 0 || response === null)
      return refused({ kind: CONSULTATION_PROBLEMS.notReady, errors });
    const counted = await countedAnswers(client, id);
    await publishResponse(client, id, {
      ...response.draft,
      published_at: new Date(act.at).toISOString(),
      counts: countAnswers(plan, await standingAnswers(client, id)),
      themes,
      campaigns: campaigns.map(({ answers, alike }) => ({ answers: answers.length, alike })),
      withdrawn: counted.filter(({ withdrawn_at }) => withdrawn_at !== null).length,
      checklist: lines,
    });
    await setTimes(client, id, { responded_at: act.at });
    await forgetOrigins(client, id);
    await tell(client, id, { kind: 'responded', ...act });
    return fine((await findConsultation(client, id)) ?? published);
  });
}

function missing(
  response: Response | null,
  themes: readonly ThemeFigures[],
  lines: readonly CheckedLine[],
): readonly FieldProblem[] {
  if (response === null) return [{ code: 'no_response', pointer: '/response', detail: 'is not written yet' }];
  const answered = new Set(response.rows.map(({ theme }) => theme));
  return [
    ...(themes.length === 0
      ? [
          {
            code: 'no_themes',
            pointer: '/themes',
            detail: 'are none: what people said has no place in the response',
          },
        ]
      : []),
    ...themes
      .filter(({ id }) => !answered.has(id))
      .map(({ id }) => ({
        code: 'theme_unanswered',
        pointer: `/themes/${id}`,
        detail: 'is not answered in the response',
      })),
    ...lines
      .filter(({ checked }) => checked === null)
      .map(({ id }) => ({
        code: 'line_without_evidence',
        pointer: `/checklist/${id}`,
        detail: 'has no evidence',
      })),
  ];
}

/**
 * Lets an answer be published, without what is taken out of it: where its author allows it. Somebody has looked at
 * it, for who answered may have named others.
 */
export async function releaseAnswer(
  pool: Pool,
  called: string,
  answer: string,
  redactions: readonly Redaction[],
  act: Act,
): Promise<Result<{ readonly answer: string }>> {
  return inTransaction(pool, async (client) => {
    const consultation = await lockConsultation(client, called, 'share');
    if (consultation === null) return refused({ kind: CONSULTATION_PROBLEMS.notFound });
    const found = await findAnswer(client, consultation.id, answer);
    if (found?.sealed == null) return refused({ kind: CONSULTATION_PROBLEMS.noAnswer });
    const record = JSON.parse(found.sealed.text) as AnswerRecord;
    if (record.publish === 'confidential') return refused({ kind: CONSULTATION_PROBLEMS.noConsent });
    const unused = redactions.findIndex(
      ({ words }) => !JSON.stringify(record).includes(JSON.stringify(words).slice(1, -1)),
    );
    if (unused >= 0)
      return refused({
        kind: CONSULTATION_PROBLEMS.notVerbatim,
        errors: [
          {
            code: 'not_verbatim',
            pointer: `/redactions/${unused}/words`,
            detail: 'does not stand in the answer',
          },
        ],
      });
    await putRelease(client, answer, redactions, act);
    return fine({ answer });
  });
}

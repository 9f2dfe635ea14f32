import type { Pool } from '../../../platform/database/index.ts';
import { sortableId } from '../../../platform/id/sortable-id.ts';
import { partsOf } from '../answers/content.ts';
import type { AnswerRecord } from '../answers/record.ts';
import { findAnswer, type Standing, standingAnswers } from '../answers/store.ts';
import type { Apart } from '../apart/apart.ts';
import type { Consultation } from '../consultation.ts';
import { type Act, changing } from '../lifecycle.ts';
import { CONSULTATION_PROBLEMS } from '../problems.ts';
import { fine, type Result, refused } from '../result.ts';
import { findConsultation, type Queryable, setTimes, tell } from '../store.ts';
import { type Agreement, agreementOn } from './agreement.ts';
import type { Campaign } from './campaigns.ts';
import type { NamedText } from './named-text.ts';
import {
  insertQuote,
  putReading,
  putTheme,
  type Quote,
  type Reading,
  readingsOf,
  type Theme,
  themesOf,
} from './store.ts';
import type { Suggestion } from './suggest.ts';

/** Reading may begin while answers still come; the code frame is open until all is read. */
const READABLE = ['open', 'closed'] as const;

export async function setTheme(pool: Pool, called: string, theme: Theme, act: Act): Promise<Result<Theme>> {
  return changing(pool, called, READABLE, act, async (client, { id }) => {
    await putTheme(client, id, theme, act);
    return fine(theme);
  });
}

/** Says which themes one analyst finds in one part of an answer; none is an answer too. */
export async function readPart(
  pool: Pool,
  called: string,
  { answer, part, themes }: Omit<Reading, 'analyst'>,
  act: Act,
): Promise<Result<Reading>> {
  return changing(pool, called, READABLE, act, async (client, consultation) => {
    const found = await textOf(client, consultation, answer, part);
    if (!found.ok) return found;
    const known = new Set((await themesOf(client, consultation.id)).map(({ id }) => id));
    const unknown = themes.findIndex((theme) => !known.has(theme));
    if (unknown >= 0)
      return refused({
        kind: CONSULTATION_PROBLEMS.noTheme,
        errors: [
          { code: 'unknown_theme', pointer: `/themes/${unknown}`, detail: 'is not in the code frame' },
        ],
      });
    const reading = { answer, part, analyst: act.by, themes: [...new Set(themes)] };
    await putReading(client, reading, act.at);
    return fine(reading);
  });
}

/** Takes words out of an answer for the response: as they stand there, and only where their author allows it. */
export async function quoteWords(
  pool: Pool,
  called: string,
  { answer, part, theme, words }: Omit<Quote, 'id'>,
  act: Act,
): Promise<Result<Quote>> {
  return changing(pool, called, ['open', 'closed', 'analysed'], act, async (client, consultation) => {
    const found = await textOf(client, consultation, answer, part);
    if (!found.ok) return found;
    if (!found.value.record.quote) return refused({ kind: CONSULTATION_PROBLEMS.noConsent });
    if (!found.value.text.includes(words)) return refused({ kind: CONSULTATION_PROBLEMS.notVerbatim });
    if (!(await themesOf(client, consultation.id)).some(({ id }) => id === theme))
      return refused({ kind: CONSULTATION_PROBLEMS.noTheme });
    const quote = { id: `quo_${sortableId(act.at)}`, answer, part, theme, words };
    await insertQuote(client, quote, act);
    return fine(quote);
  });
}

async function textOf(
  client: Queryable,
  consultation: Consultation,
  answer: string,
  part: string,
): Promise<Result<{ readonly text: string; readonly record: AnswerRecord }>> {
  const found = await findAnswer(client, consultation.id, answer);
  if (found?.sealed == null) return refused({ kind: CONSULTATION_PROBLEMS.noAnswer });
  const record = JSON.parse(found.sealed.text) as AnswerRecord;
  const text = partsOf(record, consultation.plan).find((one) => one.part === part)?.text;
  return text === undefined ? refused({ kind: CONSULTATION_PROBLEMS.noPart }) : fine({ text, record });
}

/** Closes the reading: every part of every answer that stands was read by somebody. */
export async function finishAnalysis(pool: Pool, called: string, act: Act): Promise<Result<Consultation>> {
  return changing(pool, called, ['closed'], act, async (client, consultation) => {
    const { id, plan } = consultation;
    const read = new Set((await readingsOf(client, id)).map(({ answer, part }) => `${answer}\n${part}`));
    const answers = await standingAnswers(client, id);
    const unread = answers.filter(({ id: answer, record }) =>
      partsOf(record, plan).some(({ part }) => !read.has(`${answer}\n${part}`)),
    );
    if (unread.length > 0)
      return refused({
        kind: CONSULTATION_PROBLEMS.unread,
        detail: `${unread.length} of ${answers.length} answers have a part that nobody has read, such as ${unread[0]?.id}.`,
      });
    await setTimes(client, id, { analysed_at: act.at });
    await tell(client, id, { kind: 'analysed', ...act, detail: { answers: answers.length } });
    return fine((await findConsultation(client, id)) ?? consultation);
  });
}

/** How often a theme was found, and how far those who read the same agree on it. */
export interface ThemeFigures extends Theme {
  /** Answers in which somebody found it. */
  readonly answers: number;
  readonly agreement: Agreement;
}

export async function themeFigures(
  client: Queryable,
  consultation: string,
): Promise<readonly ThemeFigures[]> {
  const readings = await readingsOf(client, consultation);
  const byPart = [...Map.groupBy(readings, ({ answer, part }) => `${answer}\n${part}`).values()];
  return (await themesOf(client, consultation)).map((theme) => {
    const found = readings.filter(({ themes }) => themes.includes(theme.id));
    return {
      ...theme,
      answers: new Set(found.map(({ answer }) => answer)).size,
      agreement: agreementOn(byPart.map((unit) => unit.map(({ themes }) => themes.includes(theme.id)))),
    };
  });
}

/** Answers that nearly repeat each other, and how many came from one network where that is many. */
export async function findGroups(
  pool: Pool,
  apart: Apart,
  consultation: Consultation,
): Promise<{ readonly campaigns: readonly Campaign[]; readonly networks: readonly Network[] }> {
  const answers = await standingAnswers(pool, consultation.id);
  return {
    campaigns: await apart({ task: 'campaigns', texts: textsOf(consultation, answers).map(toAnswer) }),
    networks: manyFromOne(answers),
  };
}

/** Many answers from one network: a school, a firm, or one person; which of them cannot be told from here. */
export interface Network {
  readonly answers: readonly string[];
}

const MANY_FROM_ONE = 10;

function manyFromOne(answers: readonly Standing[]): readonly Network[] {
  const known = answers.filter(({ origin }) => origin !== null);
  return [...Map.groupBy(known, ({ origin }) => origin).values()]
    .filter(({ length }) => length >= MANY_FROM_ONE)
    .map((all) => ({ answers: all.map(({ id }) => id) }))
    .sort((a, b) => b.answers.length - a.answers.length);
}

/** Groups of parts that use the same words, as a start for a code frame. */
export async function suggestFor(
  pool: Pool,
  apart: Apart,
  consultation: Consultation,
): Promise<readonly Suggestion[]> {
  const answers = await standingAnswers(pool, consultation.id);
  return apart({ task: 'suggest', texts: textsOf(consultation, answers) });
}

/** Every part of every answer, named `answer part`. */
function textsOf({ plan }: Consultation, answers: readonly Standing[]): readonly NamedText[] {
  return answers.flatMap(({ id, record }) =>
    partsOf(record, plan).map(({ part, text }) => ({ id: `${id} ${part}`, text })),
  );
}

function toAnswer({ id, text }: NamedText): NamedText {
  return { id: id.split(' ')[0] ?? id, text };
}

import type { Content } from '../answers/content.ts';
import type { AnswerRecord } from '../answers/record.ts';
import { type Standing, standingAnswers } from '../answers/store.ts';
import type { Queryable } from '../store.ts';
import { type Redaction, releasesOf } from './store.ts';

/** An answer as everybody may read it. */
export interface PublishedAnswer extends Pick<Content, 'answers' | 'comments'> {
  readonly id: string;
  readonly received_at: string;
  /** Null where its author did not want to be named. */
  readonly by: string | null;
  readonly capacity: 'oneself' | 'organisation';
  readonly kind: string | null;
  /** How many places were taken out. */
  readonly redacted: number;
}

/** Those that may be published and that somebody has looked at, in the order in which they came. */
export async function publishedAnswers(
  client: Queryable,
  consultation: string,
): Promise<readonly PublishedAnswer[]> {
  const releases = await releasesOf(client, consultation);
  return (await standingAnswers(client, consultation)).flatMap((answer) => {
    const redactions = releases.get(answer.id);
    return redactions === undefined || answer.record.publish === 'confidential'
      ? []
      : [shown(answer, redactions)];
  });
}

function shown({ id, record }: Standing, redactions: readonly Redaction[]): PublishedAnswer {
  let redacted = 0;
  // Longest first, so that a part of one does not break another.
  const ordered = redactions.toSorted((a, b) => b.words.length - a.words.length);
  const without = (text: string): string =>
    ordered.reduce((rest, { words, reason }) => {
      const parts = rest.split(words);
      redacted += parts.length - 1;
      return parts.join(`[removed: ${reason}]`);
    }, text);
  const answers = Object.fromEntries(
    Object.entries(record.answers).map(([question, value]) => [
      question,
      typeof value === 'string' ? without(value) : value,
    ]),
  );
  const comments = record.comments.map((comment) => ({ ...comment, text: without(comment.text) }));
  const by = nameOf(record);
  const name = by === null ? null : without(by);
  const { capacity, kind } = record.respondent;
  return {
    id,
    received_at: record.received_at,
    by: name,
    capacity,
    kind: kind ?? null,
    answers,
    comments,
    redacted,
  };
}

/** Under which name it is published or quoted; null where it is not. */
export function nameOf({ publish, respondent }: AnswerRecord): string | null {
  if (publish !== 'named') return null;
  const { capacity, organisation, name } = respondent;
  return (capacity === 'organisation' ? organisation : name) ?? null;
}

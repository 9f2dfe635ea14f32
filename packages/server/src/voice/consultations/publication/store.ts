import type { Queryable } from '../store.ts';
import type { Checked, Verdict } from './checklist.ts';
import type { Publication } from './published.ts';
import type { Response } from './response-schema.ts';

interface By {
  readonly by: string;
  readonly at: number;
}

export async function putResponse(
  client: Queryable,
  consultation: string,
  draft: Response,
  { by, at }: By,
): Promise<void> {
  await client.query(
    `insert into consultations.response (consultation, draft, by_whom, at) values ($1, $2, $3, $4)
     on conflict (consultation) do update set draft = excluded.draft, by_whom = excluded.by_whom, at = excluded.at`,
    [consultation, JSON.stringify(draft), by, new Date(at)],
  );
}

export async function responseOf(
  client: Queryable,
  consultation: string,
): Promise<{ readonly draft: Response; readonly published: Publication | null } | null> {
  const { rows } = await client.query<{ draft: Response; published: Publication | null }>(
    'select draft, published from consultations.response where consultation = $1',
    [consultation],
  );
  return rows[0] ?? null;
}

export async function publishResponse(
  client: Queryable,
  consultation: string,
  published: Publication,
): Promise<void> {
  await client.query('update consultations.response set published = $2 where consultation = $1', [
    consultation,
    JSON.stringify(published),
  ]);
}

export async function putChecked(
  client: Queryable,
  consultation: string,
  { line, verdict, evidence, link }: Checked,
  { by, at }: By,
): Promise<void> {
  await client.query(
    `insert into consultations.checked (consultation, line, verdict, evidence, link, by_whom, at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (consultation, line) do update set verdict = excluded.verdict, evidence = excluded.evidence,
       link = excluded.link, by_whom = excluded.by_whom, at = excluded.at`,
    [consultation, line, verdict, evidence, link, by, new Date(at)],
  );
}

export async function checkedOf(client: Queryable, consultation: string): Promise<readonly Checked[]> {
  const { rows } = await client.query<{
    line: string;
    verdict: Verdict;
    evidence: string;
    link: string | null;
  }>(
    'select line, verdict, evidence, link from consultations.checked where consultation = $1 order by line',
    [consultation],
  );
  return rows;
}

/** What is taken out of an answer before it is published, and why. */
export interface Redaction {
  readonly words: string;
  readonly reason: string;
}

export async function putRelease(
  client: Queryable,
  answer: string,
  redactions: readonly Redaction[],
  { by, at }: By,
): Promise<void> {
  await client.query(
    `insert into consultations.release (answer, redactions, by_whom, at) values ($1, $2, $3, $4)
     on conflict (answer) do update set redactions = excluded.redactions, by_whom = excluded.by_whom, at = excluded.at`,
    [answer, JSON.stringify(redactions), by, new Date(at)],
  );
}

export async function releasesOf(
  client: Queryable,
  consultation: string,
): Promise<ReadonlyMap<string, readonly Redaction[]>> {
  const { rows } = await client.query<{ answer: string; redactions: readonly Redaction[] }>(
    `select r.answer, r.redactions from consultations.release r
     join consultations.answer a on a.id = r.answer where a.consultation = $1`,
    [consultation],
  );
  return new Map(rows.map(({ answer, redactions }) => [answer, redactions]));
}

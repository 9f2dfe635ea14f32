import type { Queryable } from '../store.ts';

/** What somebody found in what people said. */
export interface Theme {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export async function putTheme(
  client: Queryable,
  consultation: string,
  { id, title, description }: Theme,
  { by, at }: { readonly by: string; readonly at: number },
): Promise<void> {
  await client.query(
    `insert into consultations.theme (consultation, id, title, description, by_whom, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (consultation, id) do update set title = excluded.title, description = excluded.description,
       by_whom = excluded.by_whom, at = excluded.at`,
    [consultation, id, title, description, by, new Date(at)],
  );
}

/** In the order in which they were found. */
export async function themesOf(client: Queryable, consultation: string): Promise<readonly Theme[]> {
  const { rows } = await client.query<Theme>(
    'select id, title, description from consultations.theme where consultation = $1 order by at, id',
    [consultation],
  );
  return rows;
}

export interface Reading {
  readonly answer: string;
  readonly part: string;
  readonly analyst: string;
  readonly themes: readonly string[];
}

/** Who reads a part again says anew what is in it. */
export async function putReading(
  client: Queryable,
  { answer, part, analyst, themes }: Reading,
  at: number,
): Promise<void> {
  await client.query(
    `insert into consultations.reading (answer, part, analyst, themes, at) values ($1, $2, $3, $4, $5)
     on conflict (answer, part, analyst) do update set themes = excluded.themes, at = excluded.at`,
    [answer, part, analyst, themes, new Date(at)],
  );
}

export async function readingsOf(client: Queryable, consultation: string): Promise<readonly Reading[]> {
  const { rows } = await client.query<Reading>(
    `select r.answer, r.part, r.analyst, r.themes from consultations.reading r
     join consultations.answer a on a.id = r.answer where a.consultation = $1 order by r.answer, r.part, r.analyst`,
    [consultation],
  );
  return rows;
}

export interface Quote {
  readonly id: string;
  readonly answer: string;
  readonly part: string;
  readonly theme: string;
  readonly words: string;
}

export async function insertQuote(
  client: Queryable,
  { id, answer, part, theme, words }: Quote,
  { by, at }: { readonly by: string; readonly at: number },
): Promise<void> {
  await client.query(
    `insert into consultations.quote (id, answer, part, theme, words, by_whom, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, answer, part, theme, words, by, new Date(at)],
  );
}

/** Of answers that were withdrawn there are none. */
export async function quotesOf(client: Queryable, consultation: string): Promise<readonly Quote[]> {
  const { rows } = await client.query<Quote>(
    `select q.id, q.answer, q.part, q.theme, q.words from consultations.quote q
     join consultations.answer a on a.id = q.answer where a.consultation = $1 order by q.id`,
    [consultation],
  );
  return rows;
}

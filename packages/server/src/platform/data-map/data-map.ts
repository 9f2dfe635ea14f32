/**
 * What a table holds, in words for whoever has to answer for it: a data protection officer, an auditor, somebody who
 * was asked by a person what is known of them. Each area describes its own tables beside them; a test compares with
 * the tables themselves, so that no column is without its line.
 */
export interface TableDescription {
  readonly what: string;
  readonly why: string;
  /** How long a row stays, and what ends it. */
  readonly kept: string;
  readonly columns: Readonly<Record<string, ColumnDescription>>;
}

/** Whom or what a column speaks of. */
export const ABOUT = {
  /** Ids, ages and deeds of the people who use the service, or who work for it. */
  person: 'a person',
  /** What somebody wrote or said, whole or in part. */
  content: 'what people wrote',
  /** Whoever reads it can do something with it. */
  secret: 'a secret',
} as const;

export type About = keyof typeof ABOUT;

export interface ColumnDescription {
  readonly holds: string;
  /** Empty where it is about nobody. */
  readonly about: readonly About[];
}

/** By the name of the table, with its schema: `gate.decision`. */
export type DataMap = Readonly<Record<string, TableDescription>>;

/** A column, and whom or what it is about where it is about anybody. */
export function holds(words: string, ...about: ColumnDescription['about']): ColumnDescription {
  return { holds: words, about };
}

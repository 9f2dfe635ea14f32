import { ABOUT, DATA_MAP, type TableDescription } from '@safeward/server';
import { code, page, table, wrap } from './markdown.ts';

/** `docs/reference/data-map.md`: every column of every table, as the areas describe their own. */
export function dataMapPage(): string {
  const tables = Object.entries(DATA_MAP).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return page(
    '# The data map',
    wrap(
      'What Safeward keeps, why, where and for how long: every column of every table of its database. A test fails where a table has a column that is not described here. Ids of events, accounts and people are those that your service gives; whether an id alone leads to a person is for you to say.',
    ),
    wrap(
      `Marked are columns about ${ABOUT.person}, columns with ${ABOUT.content}, and columns with ${ABOUT.secret}.`,
    ),
    '## In short',
    table(
      ['table', 'what', 'about', 'how long'],
      tables.map(([name, described]) => [
        `[${code(name)}](#${anchor(name)})`,
        described.what,
        marks(Object.values(described.columns).flatMap(({ about }) => about)),
        described.kept,
      ]),
    ),
    ...tables.flatMap(([name, described]) => [`## ${code(name)}`, ...describe(described)]),
    '## Outside the database',
    wrap(
      'In the data folder: the files of the database, where it is Safeward’s own; `spool/`, decisions that the database does not have yet, with what the practice lets be kept of their events, until it has them; the lock of the folder; `log/`, salted hashes, times and random ids of records, for everybody to read and for good; `log-keys/`, the keys that sign it. A backtest that was interrupted leaves a file with samples of what people wrote, readable by its owner only, until it is gone on with. The log names requests, ids of keys and problems, and never what people wrote.',
    ),
    wrap(
      'What is deleted from a table stays in the files of PostgreSQL until it reuses the room, and in backups until you delete those. A day of decisions is dropped with its files.',
    ),
  );
}

function describe({ what, why, kept, columns }: TableDescription): readonly string[] {
  return [
    wrap(what),
    wrap(`**Why:** ${why}`),
    wrap(`**How long:** ${kept}`),
    table(
      ['column', 'holds', 'about'],
      Object.entries(columns).map(([column, { holds, about }]) => [code(column), holds, marks(about)]),
    ),
  ];
}

/** In the order of the list, each once. */
function marks(about: readonly (keyof typeof ABOUT)[]): string {
  return Object.entries(ABOUT)
    .filter(([key]) => about.some((one) => one === key))
    .map(([, words]) => words)
    .join(', ');
}

function anchor(name: string): string {
  return name.replaceAll('.', '');
}

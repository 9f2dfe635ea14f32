import { describeLanguage, type LanguageReference, loadPractice, PracticeFileSchema } from '@safeward/engine';
import { BROKEN } from './broken-practices.ts';
import { code, codes, page, table, wrap } from './markdown.ts';
import { fieldsOf, fieldTable, plainSchema, type Schema } from './schema.ts';

/** `docs/reference/practice-language.md`. */
export function practiceLanguagePage(): string {
  const language = describeLanguage();
  return page(
    '# The practice language: reference',
    wrap(
      'Every word that a code of practice may use. [The guide](../practice.md) explains them with examples; the text signals have [a page of their own](signals.md). Names, types and functions here are those that `safeward practice check` checks against.',
    ),
    '## Files',
    wrap(
      'A practice is a folder of `*.yaml` files (YAML 1.2), in any number and order. Exactly one of them has `practice:`; that one alone may have `version`, `title`, `scope`, `settings` and `keep`. The shape of a file is published as [practice.schema.json](practice.schema.json), so that an editor can complete it.',
    ),
    ...fileTables(plainSchema(PracticeFileSchema)),
    '## Expressions',
    wrap(
      '`when`, `unless` and `scope` are written in CEL, the Common Expression Language: `&&`, `||`, `!`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `a ? b : c`, numbers, `"text"` or `\'text\'`, lists `[a, b]`, and the macros `all`, `exists`, `exists_one`, `filter` and `map` over lists, at most two inside each other. An expression must be true or false, and has at most 4,000 characters.',
    ),
    wrap(
      'What the event does not say is *unknown*. A measure whose `when` is unknown does not match; an `unless` counts only where it is known to hold. [The guide](../practice.md#what-is-not-known) has the rules.',
    ),
    ...languageParts(language),
    '## What `check` says',
    wrap(
      'Errors make a practice unusable; warnings do not (with `--strict` they do). Each has a file, a line, a column, and a code that stays the same. The messages here are what `check` says of an example.',
    ),
    findingsTable(),
  );
}

const TITLES: Readonly<Record<string, string>> = {
  '': 'The whole file',
  harms: 'A harm (`harms`)',
  settings: 'Settings (`settings`)',
  keep: 'What is kept (`keep`)',
  measures: 'A measure (`measures`)',
  alarms: 'An alarm (`alarms`)',
  tests: 'A test (`tests`)',
};

function fileTables(file: Schema): readonly string[] {
  const rows = fieldsOf(file);
  const own = rows.filter(({ path }) => !/[.[]/.test(path));
  const sections = Object.keys(TITLES).filter((name) => name !== '');
  return [
    `### ${TITLES['']}`,
    fieldTable(own),
    ...sections.flatMap((name) => {
      const inner = rows
        .filter(({ path }) => new RegExp(`^${name}(?:\\[\\]|\\.\\*)?\\.[^*]`).test(path))
        .map((row) => ({ ...row, path: row.path.replace(new RegExp(`^${name}(?:\\[\\]|\\.\\*)?\\.`), '') }));
      return [`### ${TITLES[name]}`, fieldTable(inner)];
    }),
  ];
}

function languageParts(language: LanguageReference): readonly string[] {
  const { variables, types, functions, effects } = language;
  const used = new Set(variables.map(({ type }) => type));
  return [
    '### Variables',
    table(
      ['variable', 'type', 'meaning'],
      variables.map(({ name, type, doc }) => [code(name), linkToType(type, types), doc]),
    ),
    '### Types',
    wrap(
      `Besides these there are \`bool\`, \`int\`, \`double\`, \`string\`, \`Timestamp\`, \`Duration\` (\`duration('24h')\`) and lists. A field that is *not filled in yet* is declared, so that practices can be written for it, and always unknown today; \`check\` says so.`,
    ),
    ...types
      .filter(({ fields }) => fields.length > 0)
      .toSorted((a, b) => Number(used.has(b.name)) - Number(used.has(a.name)))
      .flatMap(({ name, doc, fields }) => [
        `#### ${name}`,
        doc,
        table(
          ['field', 'type', 'meaning'],
          fields.map((field) => [
            code(field.name),
            field.values ? codes(field.values) : linkToType(field.type, types),
            `${field.doc}${field.planned ? ' *Not filled in yet.*' : ''}`,
          ]),
        ),
      ]),
    '### Functions',
    table(
      ['function', 'meaning', 'example'],
      functions.map(({ signature, doc, example, planned }) => [
        code(signature),
        `${doc}${planned ? ' *Not filled in yet.*' : ''}`,
        code(example),
      ]),
    ),
    '### Effects',
    table(
      ['effect', 'what stands behind the colon'],
      Object.entries(effects).map(([name, doc]) => [code(name), doc]),
    ),
  ];
}

function linkToType(type: string, types: LanguageReference['types']): string {
  const [, element = type] = /^list<(\w+)>$/.exec(type) ?? [];
  const described = types.some(({ name, fields }) => name === element && fields.length > 0);
  if (!described) return code(type);
  const link = `[${element}](#${element.toLowerCase()})`;
  return element === type ? link : `list of ${link}`;
}

function findingsTable(): string {
  return table(
    ['code', '', 'for example', 'what it says'],
    BROKEN.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([expected, what, text]) => {
      const { findings } = loadPractice([{ path: 'practice.yaml', text }]);
      const found = findings.find((finding) => finding.code === expected);
      if (found === undefined) throw new Error(`“${expected}” is not found where ${what}`);
      const { severity, message, hint } = found;
      return [code(expected), severity, what, hint === undefined ? message : `${message} (${hint})`];
    }),
  );
}

/** `docs/reference/practice.schema.json`. */
export function practiceSchemaFile(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...plainSchema(PracticeFileSchema),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

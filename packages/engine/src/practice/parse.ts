import { compileSchema, type SchemaProblem } from '../event/schema-problems.ts';
import { closest } from '../nearest.ts';
import { atOnce, type InSteps } from '../steps.ts';
import { DEFAULT_LANGUAGE, practiceHash } from './hash.ts';
import { KIND_ORDER } from './order.ts';
import type {
  Finding,
  Harm,
  KeepRules,
  Measure,
  Place,
  Practice,
  PracticeTest,
  Settings,
  SourceFile,
} from './practice.ts';
import { type MeasureFields, type PracticeFile, PracticeFileSchema } from './shape.ts';
import { readSource, type Source } from './source.ts';

/** Where the parts of a practice stand, for findings about them. */
export interface Places {
  /** `field` is e.g. `when`; with `offset`, a character inside it. */
  measure(index: number, field?: string, offset?: number): Place;
  test(index: number, field?: string): Place;
  alarm(index: number, field?: string): Place;
  top(field: string, offset?: number): Place;
  /** An entry of `harms` or `lists`, whichever file defines it. */
  named(key: 'harms' | 'lists', name: string): Place;
}

export interface ParsedPractice {
  readonly practice?: Practice;
  readonly places?: Places;
  readonly findings: readonly Finding[];
}

const fileSchema = compileSchema(PracticeFileSchema);

/** Reads the files of a practice, in any order. Only shapes are looked at; meaning is for `check`. */
export function parsePractice(files: readonly SourceFile[]): ParsedPractice {
  return atOnce(parsePracticeInSteps(files));
}

/** Two steps for each file. */
export function* parsePracticeInSteps(files: readonly SourceFile[]): InSteps<ParsedPractice> {
  const findings: Finding[] = [];
  const sources: { source: Source; file: PracticeFile }[] = [];
  for (const raw of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const { source, findings: found } = readSource(raw);
    yield;
    findings.push(...found);
    if (!source || source.data === null) continue;
    const problems = fileSchema.problems(source.data);
    findings.push(...problems.map((problem) => shapeFinding(source, problem)));
    if (problems.length === 0) sources.push({ source, file: source.data as PracticeFile });
    yield;
  }
  if (findings.length > 0) return { findings };
  const heads = sources.filter(({ file }) => file.practice !== undefined);
  const [head] = heads;
  if (!head || heads.length > 1) return { findings: [headFinding(files, heads)] };
  findings.push(...duplicates(sources, head.source));
  if (findings.length > 0) return { findings };
  const practice = merge(
    sources.map(({ file }) => file),
    head.file,
  );
  return { practice, places: placesOf(sources, head.source), findings };
}

function merge(files: readonly PracticeFile[], head: PracticeFile): Practice {
  const settings = head.settings ?? {};
  const keep = head.keep ?? {};
  const { otherwise, days, ...byAction } = keep;
  const content = {
    name: head.practice ?? '',
    version: head.version ?? '0.0.0',
    ...(head.title === undefined ? {} : { title: head.title }),
    ...(head.scope === undefined ? {} : { scope: head.scope }),
    settings: {
      unknown_age: settings.unknown_age ?? 'child',
      unknown_connection: settings.unknown_connection ?? 'unconnected',
      on_failure: settings.on_failure ?? {},
      zone: settings.zone ?? 'UTC',
      language: settings.language ?? DEFAULT_LANGUAGE,
    } satisfies Settings,
    keep: { byAction, otherwise: otherwise ?? 'signals', days: days ?? 90 } satisfies KeepRules,
    harms: files
      .flatMap((file) => Object.entries(file.harms ?? {}))
      .map(
        ([id, harm]): Harm => ({
          id,
          title: harm.title,
          refs: harm.refs ?? [],
          ...(harm.tier ? { tier: harm.tier } : {}),
        }),
      ),
    lists: Object.assign({}, ...files.map((file) => file.lists ?? {})) as Record<string, string[]>,
    measures: files.flatMap((file) => file.measures ?? []).map(measureOf),
    alarms: files.flatMap((file) => file.alarms ?? []),
    tests: files.flatMap((file) => file.tests ?? []) as PracticeTest[],
  };
  return { ...content, hash: practiceHash(content) };
}

function measureOf(fields: MeasureFields): Measure {
  return {
    id: fields.id,
    title: fields.title,
    refs: fields.refs ?? [],
    kinds: [...(fields.kinds ?? [])].sort((a, b) => KIND_ORDER[a] - KIND_ORDER[b]),
    when: fields.when.trim(),
    do: fields.do as Measure['do'],
    limits: fields.limits ?? [],
    tell: (fields.tell ?? {}) as Measure['tell'],
    effects: fields.effects ?? [],
    mode: fields.mode ?? 'enforce',
    rollout: fields.rollout === undefined ? 100 : Number(fields.rollout.slice(0, -1)),
    ...(fields.harm === undefined ? {} : { harm: fields.harm }),
    ...(fields.unless === undefined ? {} : { unless: fields.unless.trim() }),
    ...(fields.until === undefined ? {} : { until: fields.until }),
    ...(fields.since === undefined ? {} : { since: fields.since }),
    ...(fields.to === undefined ? {} : { to: fields.to }),
  };
}

function placesOf(sources: readonly { source: Source; file: PracticeFile }[], head: Source): Places {
  const origins = (key: 'measures' | 'tests' | 'alarms'): { source: Source; index: number }[] =>
    sources.flatMap(({ source, file }) => (file[key] ?? []).map((_, index) => ({ source, index })));
  const find = (
    origin: { source: Source; index: number } | undefined,
    key: string,
    field?: string,
    offset?: number,
  ): Place => {
    if (!origin) return head.place([]);
    const path = field === undefined ? [key, origin.index] : [key, origin.index, field];
    return offset === undefined ? origin.source.place(path) : origin.source.placeIn(path, offset);
  };
  const measures = origins('measures');
  const tests = origins('tests');
  const alarms = origins('alarms');
  return {
    measure: (index, field, offset) => find(measures[index], 'measures', field, offset),
    test: (index, field) => find(tests[index], 'tests', field),
    alarm: (index, field) => find(alarms[index], 'alarms', field),
    named: (key, name) => {
      const owner = sources.find(({ file }) => Object.hasOwn(file[key] ?? {}, name));
      return (owner?.source ?? head).place([key, name]);
    },
    top: (field, offset) => {
      const path = field.split('.');
      return offset === undefined ? head.place(path) : head.placeIn(path, offset);
    },
  };
}

function shapeFinding(source: Source, problem: SchemaProblem): Finding {
  const path = problem.pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const name = path.at(-1) ?? '';
  const place = source.place(path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)));
  const near =
    problem.code === 'unknown_field'
      ? closest(name, fieldsAt(path.slice(0, -1)))
      : problem.allowed && problem.got !== undefined
        ? closest(problem.got, problem.allowed)
        : undefined;
  return {
    severity: 'error',
    code: problem.code,
    ...place,
    message: name === '' ? problem.detail : `“${name}” ${problem.detail}`,
    ...(near === undefined ? {} : { hint: `did you mean “${near}”?` }),
  };
}

/** The names allowed at a path of the schema. */
function fieldsAt(path: readonly string[]): string[] {
  let schema: unknown = PracticeFileSchema;
  for (const step of path) {
    const node = schema as {
      properties?: Record<string, unknown>;
      items?: unknown;
      patternProperties?: Record<string, unknown>;
    };
    schema =
      node.properties?.[step] ??
      (/^\d+$/.test(step) ? node.items : Object.values(node.patternProperties ?? {})[0]);
    if (schema === undefined || schema === null) return [];
  }
  return Object.keys((schema as { properties?: object }).properties ?? {});
}

function headFinding(files: readonly SourceFile[], heads: readonly { source: Source }[]): Finding {
  const [, second] = heads;
  if (second) {
    return {
      severity: 'error',
      code: 'two_practices',
      ...second.source.place(['practice']),
      message: 'a practice has exactly one file with “practice:”, and this is the second',
    };
  }
  return {
    severity: 'error',
    code: 'no_practice',
    file: files[0]?.path ?? '.',
    line: 1,
    column: 1,
    message:
      files.length === 0
        ? 'there is no *.yaml file here'
        : 'no file has “practice:”, which names the practice',
  };
}

/** What only the head may say, and names that two files both use. */
function duplicates(sources: readonly { source: Source; file: PracticeFile }[], head: Source): Finding[] {
  const findings: Finding[] = [];
  for (const { source, file } of sources) {
    if (source === head) continue;
    for (const key of ['version', 'title', 'scope', 'settings', 'keep'] as const)
      if (file[key] !== undefined)
        findings.push({
          severity: 'error',
          code: 'misplaced',
          ...source.place([key]),
          message: `“${key}” belongs into the file with “practice:”`,
        });
  }
  for (const key of ['harms', 'lists'] as const) {
    const seen = new Set<string>();
    for (const { source, file } of sources)
      for (const name of Object.keys(file[key] ?? {})) {
        if (seen.has(name))
          findings.push({
            severity: 'error',
            code: 'duplicate',
            ...source.place([key, name]),
            message: `“${name}” is already defined`,
          });
        seen.add(name);
      }
  }
  return findings;
}

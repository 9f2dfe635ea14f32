import type { Environment } from '@marcbachmann/cel-js';
import type { InSteps } from '../../steps.ts';
import { celEnvironment, type Moment } from '../language/environment.ts';
import { compileExpression, type Expression } from '../language/expression.ts';
import type { ExpressionProblem, Names } from '../language/expression-problem.ts';
import { WordList } from '../language/word-list.ts';
import type { Places } from '../parse.ts';
import { atomKey, atomsIn, type TextAtom } from '../plan/atoms.ts';
import type { CheckedMeasure } from '../plan/compile.ts';
import { buildTextIndex, type TextIndex } from '../plan/text-index.ts';
import type { Place, Practice } from '../practice.ts';
import { error, type Report } from './finding.ts';

/** The language as one practice speaks it: with its lists. */
export interface Language {
  readonly env: Environment;
  readonly names: Names;
  readonly moment: Moment;
}

export function languageOf({ lists }: Practice): Language {
  const wordLists = new Map(
    Object.entries(lists).map(([name, entries]) => [name, new WordList(name, entries)]),
  );
  const moment: Moment = { at: 0 };
  return {
    env: celEnvironment(wordLists, moment, 'measure'),
    names: { lists: new Set(wordLists.keys()) },
    moment,
  };
}

/** A measure all of whose expressions are sound, with its position in the practice. */
export type SoundMeasure = CheckedMeasure & { readonly index: number };

/** Compiles every expression; those with errors are reported and left out. */
export function* checkExpressions(
  practice: Practice,
  places: Places,
  language: Language,
  report: Report,
): InSteps<readonly SoundMeasure[]> {
  checkScope(practice, places, report);
  const sound: SoundMeasure[] = [];
  for (const [index, measure] of practice.measures.entries()) {
    yield;
    const compile = (field: 'when' | 'unless', source: string): Expression | null =>
      compileAt(source, language, report, (offset) => places.measure(index, field, offset));
    const when = compile('when', measure.when);
    const unless = measure.unless === undefined ? null : compile('unless', measure.unless);
    if (when === null || (measure.unless !== undefined && unless === null)) continue;
    sound.push({ measure, when, unless, index });
  }
  return sound;
}

function checkScope({ scope }: Practice, places: Places, report: Report): void {
  if (scope === undefined) return;
  const env = celEnvironment(new Map(), { at: 0 }, 'scope');
  compileAt(scope, { env, names: { lists: new Set() } }, report, (offset) => places.top('scope', offset));
}

function compileAt(
  source: string,
  { env, names }: Pick<Language, 'env' | 'names'>,
  report: Report,
  place: (offset: number) => Place,
): Expression | null {
  const compiled = compileExpression(source, env, names);
  if (compiled.ok) return compiled.expression;
  for (const problem of compiled.problems) report(error(place(problem.start), said(problem)));
  return null;
}

function said({ code, message, hint }: ExpressionProblem) {
  return { code, message, hint };
}

/** Compiles all words, patterns and signals together; what cannot be looked for is reported where it is asked. */
export function* checkText(
  practice: Practice,
  measures: readonly SoundMeasure[],
  places: Places,
  report: Report,
): InSteps<TextIndex | null> {
  const asked = measures.flatMap(({ when, unless }) =>
    [when, unless].flatMap((e) => (e ? atomsIn(e.ast) : [])),
  );
  const built = yield* buildTextIndex(asked, practice.lists);
  if (built.ok) return built.index;
  for (const { atom, message } of built.problems)
    for (const { index, when } of measures)
      if (asks(when, atom))
        report(
          error(places.measure(index, 'when'), { code: 'bad_pattern', message: `${atom.label}: ${message}` }),
        );
  return null;
}

function asks({ ast }: Expression, { kind, value }: TextAtom): boolean {
  return atomsIn(ast).some((other) => atomKey(other.kind, other.value) === atomKey(kind, value));
}

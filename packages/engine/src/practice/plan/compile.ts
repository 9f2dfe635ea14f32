import type { Environment } from '@marcbachmann/cel-js';
import { KINDS, type Kind } from '../../event/vocabulary.ts';
import type { InSteps } from '../../steps.ts';
import type { Moment } from '../language/environment.ts';
import { compileExpression, type Expression, sourceOf } from '../language/expression.ts';
import type { Names } from '../language/expression-problem.ts';
import { conjuncts } from '../language/walk.ts';
import type { Measure, Place, Practice } from '../practice.ts';
import { atomKey, atomsIn } from './atoms.ts';
import { costOf } from './cost.ts';
import type { CompiledMeasure, Condition, KindPlan, Plan } from './plan.ts';
import type { TextIndex } from './text-index.ts';
import { triggersOf } from './triggers.ts';

/** A measure whose expressions have been checked. */
export interface CheckedMeasure {
  readonly measure: Measure;
  readonly when: Expression;
  readonly unless: Expression | null;
}

export interface PlanParts {
  readonly practice: Practice;
  readonly measures: readonly CheckedMeasure[];
  readonly text: TextIndex;
  readonly env: Environment;
  readonly names: Names;
  readonly moment: Moment;
  readonly testPlaces: readonly Place[];
}

/** Compiles checked measures into a plan. Everything it is given has passed `check`. */
export function* compilePlan(parts: PlanParts): InSteps<Plan> {
  const { practice, text, env, names } = parts;
  const conditions: Condition[] = [];
  const numbers = new Map<string, number>();

  const conditionsOf = (when: Expression): number[] => {
    const found = conjuncts(when.ast).map((node) => {
      const source = sourceOf(node);
      const known = numbers.get(source);
      if (known !== undefined) return known;
      const compiled = compileExpression(source, env, names);
      if (!compiled.ok) throw new TypeError(`a part of a checked expression does not compile: ${source}`);
      const { expression } = compiled;
      const readsText = expression.reads.includes('text');
      numbers.set(source, conditions.length);
      conditions.push({ expression, readsText, cost: costOf(expression.ast) });
      return conditions.length - 1;
    });
    return [...new Set(found)].sort((a, b) => costAt(a) - costAt(b) || a - b);
  };
  const costAt = (number: number): number => conditions[number]?.cost ?? 0;

  const ordered = [...parts.measures].sort((a, b) => (a.measure.id < b.measure.id ? -1 : 1));
  const triggered: number[][] = text.atoms.map(() => []);
  const compile = ({ measure, when, unless }: CheckedMeasure, position: number): CompiledMeasure => {
    const asked = conditionsOf(when);
    const triggers = triggersOf(when.ast);
    for (const key of triggers ?? []) {
      const atom = text.numbers.get(key);
      if (atom !== undefined) triggered[atom]?.push(position);
    }
    return {
      measure,
      when,
      unless,
      conditions: asked,
      guards: asked.filter((number) => conditions[number]?.readsText === false),
      atoms: atomsIn(when.ast).flatMap(({ kind, value }) => text.numbers.get(atomKey(kind, value)) ?? []),
      triggered: triggers !== null,
      since: measure.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(measure.since),
      to: measure.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(measure.to),
    };
  };
  const measures: CompiledMeasure[] = [];
  for (const checked of ordered) {
    measures.push(compile(checked, measures.length));
    yield;
  }

  return {
    practice,
    label: `${practice.name}@${practice.version}#${practice.hash}`,
    measures,
    conditions,
    byKind: Object.fromEntries(KINDS.map((kind) => [kind, kindPlan(kind, measures)])) as Record<
      Kind,
      KindPlan
    >,
    text,
    triggered,
    moment: parts.moment,
    scratch: {
      answers: new Uint8Array(conditions.length),
      found: new Uint8Array(text.atoms.length),
      candidate: new Uint8Array(measures.length),
    },
    testPlaces: parts.testPlaces,
  };
}

function kindPlan(kind: Kind, measures: readonly CompiledMeasure[]): KindPlan {
  const always: number[] = [];
  const applies = new Uint8Array(measures.length);
  const guardSets: (readonly number[])[] = [];
  measures.forEach(({ measure, triggered, guards }, position) => {
    if (measure.kinds.length > 0 && !measure.kinds.includes(kind)) return;
    applies[position] = 1;
    if (triggered) guardSets.push(guards);
    else always.push(position);
  });
  return { always, applies, guardSets: smallestSets(guardSets) };
}

/**
 * Leaves out every set that has all of another: where it holds, the other does too. Of a measure without guards only
 * its empty set is left, and no guard is asked before a word was found.
 */
function smallestSets(sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const kept: (readonly number[])[] = [];
  for (const set of sets.toSorted((a, b) => a.length - b.length))
    if (!kept.some((smaller) => smaller.every((guard) => set.includes(guard)))) kept.push(set);
  return kept;
}

import type { ASTNode } from '@marcbachmann/cel-js';
import { ACTIONS } from '../../decide/decision.ts';
import { KINDS, type Kind } from '../../event/vocabulary.ts';
import { sourceOf } from '../language/expression.ts';
import { conjuncts, literal, pathOf } from '../language/walk.ts';
import type { Places } from '../parse.ts';
import type { SoundMeasure } from './expressions.ts';
import { type Report, warning } from './finding.ts';

/** Measures that can never act, and measures that speak against each other. */
export function checkLogic(measures: readonly SoundMeasure[], places: Places, report: Report): void {
  for (const sound of measures) {
    const why = whyUnreachable(sound);
    if (why !== null)
      report(
        warning(places.measure(sound.index, 'when'), { code: 'unreachable', message: `never acts: ${why}` }),
      );
  }
  const sameCondition = new Map<string, SoundMeasure[]>();
  for (const later of measures) {
    const condition = conditionOf(later);
    const before = sameCondition.get(condition) ?? [];
    for (const earlier of before) {
      const said = conflict(earlier, later);
      if (said) report(warning(places.measure(later.index, 'when'), said));
    }
    sameCondition.set(condition, [...before, later]);
  }
}

function whyUnreachable({ measure, when, unless }: SoundMeasure): string | null {
  const parts = conjuncts(when.ast);
  const contradiction = contradictionIn(parts);
  if (contradiction !== null) return contradiction;
  const kind = kindAskedFor(parts);
  if (kind !== null && measure.kinds.length > 0 && !measure.kinds.includes(kind))
    return `it asks for the kind “${kind}”, which is not among its \`kinds\``;
  if (unless !== null) {
    const held = new Set(parts.map(sourceOf));
    if (conjuncts(unless.ast).every((part) => held.has(sourceOf(part))))
      return 'its `unless` holds wherever its `when` does';
  }
  return null;
}

/** Two parts that cannot both be true, in words; null where none are seen. */
function contradictionIn(parts: readonly ASTNode[]): string | null {
  const positive = new Set<string>();
  const negative = new Set<string>();
  const values = new Map<string, ReadonlySet<string>>();
  for (const part of parts) {
    if (part.op === 'value' && part.args === false) return 'false is never true';
    if (part.op === '!_') negative.add(sourceOf(part.args));
    else positive.add(sourceOf(part));
    const allowed = allowedValues(part);
    if (allowed === null) continue;
    const [path, given] = allowed;
    const before = values.get(path);
    const both = before === undefined ? given : new Set([...before].filter((value) => given.has(value)));
    if (both.size === 0) return `${path} cannot be both ${quoted(before)} and ${quoted(given)}`;
    values.set(path, both);
  }
  for (const part of positive) if (negative.has(part)) return `${part} cannot be both true and false`;
  for (const person of ['actor', 'target'])
    if (positive.has(`${person}.child`) && positive.has(`${person}.adult`))
      return `${person} cannot be both a child and an adult`;
  return null;
}

/** `path == 'x'` or `path in ['x', 'y']`: the values it leaves open. */
function allowedValues(part: ASTNode): readonly [path: string, values: ReadonlySet<string>] | null {
  if (part.op === '==') {
    const [left, right] = part.args;
    const path = pathOf(left) ?? pathOf(right);
    const value = literal(right) ?? literal(left);
    return path === undefined || value === undefined ? null : [path, new Set([value])];
  }
  if (part.op === 'in') {
    const [element, list] = part.args;
    const path = pathOf(element);
    if (path === undefined || list.op !== 'list') return null;
    const values = list.args.map(literal);
    return values.every((value) => value !== undefined) ? [path, new Set(values)] : null;
  }
  return null;
}

function quoted(values: ReadonlySet<string> | undefined): string {
  return [...(values ?? [])].map((value) => `“${value}”`).join(' or ');
}

function kindAskedFor(parts: readonly ASTNode[]): Kind | null {
  for (const part of parts) {
    const allowed = allowedValues(part);
    if (allowed?.[0] !== 'event.kind' || allowed[1].size !== 1) continue;
    return KINDS.find((kind) => allowed[1].has(kind)) ?? null;
  }
  return null;
}

/** Two measures on the same condition: which of them acts is then no choice that somebody made knowingly. */
function conflict(earlier: SoundMeasure, later: SoundMeasure): { code: string; message: string } | null {
  const [one, two] = [earlier.measure, later.measure];
  if (one.mode !== 'enforce' || two.mode !== 'enforce' || !kindsMeet(one.kinds, two.kinds)) return null;
  if (one.do === two.do && one.until === two.until)
    return { code: 'duplicate', message: `says the same as “${one.id}”` };
  const stricter = ACTIONS.indexOf(one.do) >= ACTIONS.indexOf(two.do) ? one : two;
  return {
    code: 'contradictory',
    message: `acts on the same condition as “${one.id}”, but differently; “${stricter.id}” (${stricter.do}) wins`,
  };
}

function conditionOf({ when, unless }: SoundMeasure): string {
  const parts = (expression: { ast: ASTNode } | null) =>
    expression === null ? [] : conjuncts(expression.ast).map(sourceOf).sort();
  return JSON.stringify([parts(when), parts(unless)]);
}

function kindsMeet(a: readonly Kind[], b: readonly Kind[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((kind) => b.includes(kind));
}

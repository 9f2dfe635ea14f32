import {
  type ASTNode,
  type Environment,
  EvaluationError,
  ParseError,
  type ParseResult,
  serialize,
} from '@marcbachmann/cel-js';
import { type Tri, UnknownFact } from '../unknown.ts';
import { directly } from './direct.ts';
import { RE2_MATCHES } from './environment.ts';
import type { ExpressionProblem, Names } from './expression-problem.ts';
import type { Facts } from './facts.ts';
import { literalProblems } from './literals.ts';
import { explainTypeError } from './type-errors.ts';
import { children, LIST_MACROS, literal, pathOf } from './walk.ts';

export interface Expression {
  readonly source: string;
  /** The same expression however it was spaced, for hashing and comparing. */
  readonly canonical: string;
  readonly ast: ASTNode;
  /** Paths read, e.g. `target.child`, in order of first appearance. */
  readonly reads: readonly string[];
  readonly evaluate: (facts: Facts) => Tri;
  /** As `evaluate`, and which fact was missing where the answer is unknown. */
  readonly probe: (facts: Facts) => { readonly value: Tri; readonly missing?: string };
}

export type Compiled =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

const MAX_LENGTH = 4000;

/** Parses and type-checks an expression that must be true or false. */
export function compileExpression(source: string, env: Environment, names: Names): Compiled {
  if (source.length > MAX_LENGTH)
    return refuse({ code: 'too_long', message: `is over ${MAX_LENGTH} characters`, start: 0, end: 0 });
  let parsed: ParseResult;
  try {
    parsed = env.parse(source);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { start, end } = error.range ?? { start: 0, end: 0 };
    return refuse({ code: 'syntax_error', message: lowerFirst(error.summary), start, end });
  }
  const canonical = serialize(parsed.ast);
  sendMatchesToRe2(parsed.ast);
  const checked = parsed.check();
  if (!checked.valid) return refuse(explainTypeError(checked.error));
  if (checked.type !== 'bool')
    return refuse({
      code: 'type_error',
      message: `must be true or false, not ${checked.type}`,
      start: 0,
      end: source.length,
    });
  const problems = literalProblems(parsed.ast, names);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, expression: expressionOf(source, canonical, parsed, env) };
}

/** An expression written back from its tree, with `matches` under its own name. */
export function sourceOf(node: ASTNode): string {
  return serialize(node).replaceAll(`.${RE2_MATCHES}(`, '.matches(');
}

function expressionOf(source: string, canonical: string, parsed: ParseResult, env: Environment): Expression {
  const probe = (facts: Facts): { value: Tri; missing?: string } => {
    try {
      return { value: parsed(facts) === true };
    } catch (error) {
      if (error instanceof UnknownFact) return { value: 'unknown', missing: error.fact };
      // A key that `context` does not have, an index past the end, a number that overflows.
      if (error instanceof EvaluationError) return { value: 'unknown', missing: lowerFirst(error.summary) };
      throw error;
    }
  };
  return {
    source,
    canonical,
    ast: parsed.ast,
    reads: readsOf(parsed.ast),
    probe,
    evaluate: directly(parsed.ast, env) ?? ((facts) => evaluated(parsed, facts)),
  };
}

/** As `probe`, without a look at what was missing. */
function evaluated(parsed: ParseResult, facts: Facts): Tri {
  try {
    return parsed(facts) === true;
  } catch (error) {
    if (error instanceof UnknownFact || error instanceof EvaluationError) return 'unknown';
    throw error;
  }
}

/**
 * Renames every call of `matches` in the parsed tree, before it is checked. The tree is the library's, and
 * ours alone: nothing else holds it.
 */
function sendMatchesToRe2(node: ASTNode): void {
  if (node.op === 'rcall' && node.args[0] === 'matches') (node.args as unknown[])[0] = RE2_MATCHES;
  for (const child of children(node)) sendMatchesToRe2(child);
}

function readsOf(ast: ASTNode): readonly string[] {
  const paths = new Set<string>();
  const visit = (node: ASTNode, bound: readonly string[]): void => {
    const path = pathOf(node);
    if (path !== undefined) {
      if (!bound.includes(path.split('.', 1)[0] ?? '')) paths.add(path);
      return;
    }
    const score = scoreOf(node);
    if (score !== undefined) paths.add(score);
    const inner =
      node.op === 'rcall' && LIST_MACROS.has(node.args[0]) && node.args[2][0]?.op === 'id'
        ? [...bound, node.args[2][0].args]
        : bound;
    for (const child of children(node)) visit(child, inner);
  };
  visit(ast, []);
  return [...paths];
}

/** `text.score('threat')` is read under the name `text.score.threat`. */
function scoreOf(node: ASTNode): string | undefined {
  if (node.op !== 'rcall' || node.args[0] !== 'score') return undefined;
  const attribute = literal(node.args[2][0]);
  return attribute === undefined ? undefined : `text.score.${attribute}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function refuse(problem: ExpressionProblem): Compiled {
  return { ok: false, problems: [problem] };
}

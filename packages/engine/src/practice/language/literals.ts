import type { ASTNode } from '@marcbachmann/cel-js';
import { RE2JS, RE2JSException } from 're2js';
import { AGE_BANDS, ASSURANCES, AUDIENCES, KINDS } from '../../event/vocabulary.ts';
import { closest } from '../../nearest.ts';
import { ATTRIBUTES, TEXT_SIGNALS } from '../../signals/index.ts';
import { RE2_MATCHES } from './environment.ts';
import type { ExpressionProblem, Names } from './expression-problem.ts';
import { minutesOf } from './local-time.ts';
import { checkedType, children, LIST_MACROS, literal } from './walk.ts';

/**
 * What the type checker cannot see: names inside strings. A signal that does not exist, a list that is not
 * there, an age band misspelt would otherwise be false for ever, in silence.
 */
export function literalProblems(ast: ASTNode, names: Names): ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  const visit = (node: ASTNode, depth: number): void => {
    const problem = problemWith(node, names, depth);
    if (problem) problems.push(problem);
    const loops = node.op === 'rcall' && LIST_MACROS.has(node.args[0]);
    for (const child of children(node)) visit(child, loops ? depth + 1 : depth);
  };
  visit(ast, 0);
  return problems;
}

/** Loops inside loops multiply; two levels over at most 256 members stay quick. */
const MAX_LOOP_DEPTH = 2;
const MAX_PATTERN_LENGTH = 1000;

const VOCABULARIES: Readonly<Record<string, readonly string[]>> = {
  AgeBand: AGE_BANDS,
  Assurance: [...ASSURANCES, 'unknown'],
  AudienceKind: [...AUDIENCES, 'unknown'],
  Kind: KINDS,
};

function problemWith(node: ASTNode, names: Names, depth: number): ExpressionProblem | undefined {
  switch (node.op) {
    case 'rcall':
      return callProblem(node, depth);
    case 'call':
      return node.args[0] === 'list' ? named(node, node.args[1][0], 'list', [...names.lists]) : undefined;
    case '==':
    case '!=':
    case 'in':
      return vocabularyProblem(node.args[0], node.args[1]) ?? vocabularyProblem(node.args[1], node.args[0]);
    default:
      return undefined;
  }
}

function callProblem(node: ASTNode & { op: 'rcall' }, depth: number): ExpressionProblem | undefined {
  const [name, receiver, args] = node.args;
  if (LIST_MACROS.has(name) && depth >= MAX_LOOP_DEPTH)
    return problem(node, 'too_deep', `loops nest deeper than ${MAX_LOOP_DEPTH} levels`);
  if (/^get[A-Z]/.test(name) && args.length > 0)
    return problem(
      node,
      'not_allowed',
      `${name} with a zone is not allowed`,
      'use `time`, which is told in `settings.zone`',
    );
  if (name === RE2_MATCHES) return patternProblem(node, args[0]);
  if (name === 'between' && checkedType(receiver) === 'LocalTime') {
    const bad = args.find((arg) => minutesOf(literal(arg) ?? '') === null);
    return bad && problem(bad, 'bad_time', 'must be a time written out as HH:MM');
  }
  if (checkedType(receiver) !== 'Text') return undefined;
  switch (name) {
    case 'has':
      return named(
        node,
        args[0],
        'signal',
        TEXT_SIGNALS.map((signal) => signal.name),
      );
    case 'score':
      return named(node, args[0], 'attribute', ATTRIBUTES);
    case 'contains':
      if (args[0] && checkedType(args[0]) === 'WordList') return undefined;
      if (literal(args[0]) === undefined)
        return problem(
          node,
          'not_literal',
          'the words must be written out, so that all measures share one pass',
        );
      return literal(args[0])?.trim() === '' ? problem(node, 'empty', 'no words are given') : undefined;
    default:
      return undefined;
  }
}

function patternProblem(node: ASTNode, argument: ASTNode | undefined): ExpressionProblem | undefined {
  const pattern = literal(argument);
  if (pattern === undefined) return problem(node, 'not_literal', 'the pattern must be written out');
  if (pattern.length > MAX_PATTERN_LENGTH)
    return problem(node, 'too_long', `the pattern is over ${MAX_PATTERN_LENGTH} characters`);
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return problem(node, 'bad_pattern', `not a regular expression of RE2: ${error.message}`);
  }
}

function named(
  node: ASTNode,
  argument: ASTNode | undefined,
  what: string,
  known: readonly string[],
): ExpressionProblem | undefined {
  const name = literal(argument);
  if (name === undefined) return problem(node, 'not_literal', `the name of the ${what} must be written out`);
  if (known.includes(name)) return undefined;
  const near = closest(name, known);
  const hint = near === undefined ? listed(known, what) : `did you mean “${near}”?`;
  return problem(argument ?? node, 'unknown_name', `there is no ${what} “${name}”`, hint);
}

/** More than a handful is no hint but a wall of words. */
function listed(known: readonly string[], what: string): string | undefined {
  if (known.length === 0) return undefined;
  return known.length <= 8 ? `known are ${known.join(', ')}` : `the reference lists every ${what}`;
}

function vocabularyProblem(term: ASTNode, other: ASTNode): ExpressionProblem | undefined {
  const vocabulary = VOCABULARIES[checkedType(term)];
  if (!vocabulary) return undefined;
  const written = other.op === 'list' ? other.args : [other];
  for (const node of written) {
    const value = literal(node);
    if (value === undefined || vocabulary.includes(value)) continue;
    const near = closest(value, vocabulary);
    return problem(
      node,
      'unknown_name',
      `“${value}” is never the value here`,
      near === undefined ? `it is one of ${vocabulary.join(', ')}` : `did you mean “${near}”?`,
    );
  }
  return undefined;
}

function problem(node: ASTNode, code: string, message: string, hint?: string): ExpressionProblem {
  return { code, message, ...(hint === undefined ? {} : { hint }), start: node.start, end: node.end };
}

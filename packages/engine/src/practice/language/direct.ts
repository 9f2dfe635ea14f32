import { type ASTNode, type Environment, EvaluationError } from '@marcbachmann/cel-js';
import { Duration } from '@marcbachmann/cel-js/evaluator';
import type { Tri } from '../unknown.ts';
import { RE2_MATCHES } from './environment.ts';
import { AudienceFacts, type Facts, PersonFacts, RelationshipFacts, type Term } from './facts.ts';
import { TextFacts } from './text-facts.ts';
import { literal, pathOf } from './walk.ts';

/** An answer from the facts without CEL's machinery in between. */
export type Direct = (facts: Facts) => Tri;

/**
 * The shapes that most conditions of most practices have, read straight from the facts: a tenth of what CEL takes for
 * them, above all where something is unknown, which for CEL is an error that is thrown. Everything else is left to CEL,
 * and gives `null` here. Both give the same answer; a property holds them together.
 *
 * @param node checked, outside any macro, with `matches` under its own name
 */
export function directly(node: ASTNode, env: Environment): Direct | null {
  switch (node.op) {
    case '!_': {
      const inner = directly(node.args, env);
      return inner === null ? null : (facts) => not(inner(facts));
    }
    case '&&':
      return both(directly(node.args[0], env), directly(node.args[1], env), false);
    case '||':
      return both(directly(node.args[0], env), directly(node.args[1], env), true);
    case '==':
      return oneOf(node.args[0], [literal(node.args[1])]);
    case '!=': {
      const equal = oneOf(node.args[0], [literal(node.args[1])]);
      return equal === null ? null : (facts) => not(equal(facts));
    }
    case 'in':
      return node.args[1].op === 'list' ? oneOf(node.args[0], node.args[1].args.map(literal)) : null;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return accountAge(node.args[0], node.op, node.args[1], env);
    case 'rcall':
      return textCall(node.args[0], node.args[1], literal(node.args[2][0]));
    case '.':
      return flag(pathOf(node));
    default:
      return null;
  }
}

function not(value: Tri): Tri {
  return value === 'unknown' ? value : !value;
}

/** Kleene's `&&` (false decides) and `||` (true decides). */
function both(left: Direct | null, right: Direct | null, deciding: boolean): Direct | null {
  if (left === null || right === null) return null;
  return (facts) => {
    const one = left(facts);
    if (one === deciding) return one;
    const other = right(facts);
    return other === deciding || one !== 'unknown' ? other : one;
  };
}

function personOf(facts: Facts, name: 'actor' | 'target'): PersonFacts {
  const person = facts[name];
  if (person instanceof PersonFacts) return person;
  throw new TypeError(`${name} is nobody`);
}

function relationshipOf({ relationship }: Facts): RelationshipFacts {
  if (relationship instanceof RelationshipFacts) return relationship;
  throw new TypeError('the facts hold no relationship');
}

/** Facts that are true or false. */
const FLAGS: Readonly<Record<string, Direct>> = {
  'actor.child': (facts) => personOf(facts, 'actor').told('child'),
  'actor.adult': (facts) => personOf(facts, 'actor').told('adult'),
  'actor.age.known': (facts) => personOf(facts, 'actor').toldAge(),
  'target.child': (facts) => personOf(facts, 'target').told('child'),
  'target.adult': (facts) => personOf(facts, 'target').told('adult'),
  'target.age.known': (facts) => personOf(facts, 'target').toldAge(),
  'relationship.connected': (facts) => relationshipOf(facts).told('connected'),
  'relationship.blocked': (facts) => relationshipOf(facts).told('blocked'),
};

function flag(path: string | undefined): Direct | null {
  return path === undefined ? null : (FLAGS[path] ?? null);
}

/** Facts of a closed vocabulary; `null` where nobody is there to have them. */
const TERMS: Readonly<Record<string, (facts: Facts) => Term | null>> = {
  'actor.age.band': (facts) => personOf(facts, 'actor').term('band'),
  'actor.age.assurance': (facts) => personOf(facts, 'actor').term('assurance'),
  'target.age.band': (facts) => personOf(facts, 'target').term('band'),
  'target.age.assurance': (facts) => personOf(facts, 'target').term('assurance'),
  'audience.kind': ({ audience }) => {
    if (audience instanceof AudienceFacts) return audience.kind;
    throw new TypeError('the facts hold no audience');
  },
};

function oneOf(node: ASTNode, values: readonly (string | undefined)[]): Direct | null {
  const term = TERMS[pathOf(node) ?? ''];
  const known = values.filter((value) => value !== undefined);
  if (term === undefined || known.length < values.length) return null;
  return (facts) => term(facts)?.told(known) ?? 'unknown';
}

function textCall(name: string, receiver: ASTNode, argument: string | undefined): Direct | null {
  if (pathOf(receiver) !== 'text' || argument === undefined) return null;
  switch (name) {
    case 'has':
      return ask((text) => text.has(argument));
    case 'contains':
      return ask((text) => text.contains(argument));
    case RE2_MATCHES:
      return ask((text) => text.matches(argument));
    default:
      return null;
  }
}

function ask(question: (text: TextFacts) => boolean): Direct {
  return ({ text }) => {
    if (!(text instanceof TextFacts)) throw new TypeError('the facts hold no text');
    return text.isKnown ? question(text) : 'unknown';
  };
}

/** `actor.account_age < duration('24h')`. */
function accountAge(
  node: ASTNode,
  comparison: '<' | '<=' | '>' | '>=',
  bound: ASTNode,
  env: Environment,
): Direct | null {
  const path = pathOf(node);
  if (path !== 'actor.account_age' && path !== 'target.account_age') return null;
  const milliseconds = durationOf(bound, env);
  if (milliseconds === null) return null;
  const name = path === 'actor.account_age' ? 'actor' : 'target';
  return (facts) => {
    const age = personOf(facts, name).accountMilliseconds;
    if (age === undefined) return 'unknown';
    switch (comparison) {
      case '<':
        return age < milliseconds;
      case '<=':
        return age <= milliseconds;
      case '>':
        return age > milliseconds;
      case '>=':
        return age >= milliseconds;
    }
  };
}

/** A duration that is written out, in whole milliseconds; `null` for anything else, one that cannot be read included. */
function durationOf(node: ASTNode, env: Environment): number | null {
  if (node.op !== 'call' || node.args[0] !== 'duration') return null;
  const text = literal(node.args[1][0]);
  if (text === undefined) return null;
  try {
    const value: unknown = env.evaluate(`duration(${JSON.stringify(text)})`);
    if (!(value instanceof Duration)) return null;
    const milliseconds = value.valueOf();
    return Number.isSafeInteger(milliseconds) ? milliseconds : null;
  } catch (error) {
    if (error instanceof EvaluationError) return null;
    throw error;
  }
}

import type { ASTNode } from '@marcbachmann/cel-js';
import { RE2_MATCHES } from '../language/environment.ts';
import { checkedType, children, literal } from '../language/walk.ts';

/** One thing that expressions ask of the text. All atoms of a practice are looked for in one pass. */
export interface TextAtom {
  readonly kind: 'phrase' | 'list' | 'regex' | 'signal';
  /** The phrase, the list's name, the pattern's source, the signal's name. */
  readonly value: string;
  /** The expression's own words, e.g. `contains('our secret')`; a signal is called by its name. */
  readonly label: string;
}

/** Equal for equal questions, however often a practice asks them. */
export function atomKey(kind: TextAtom['kind'], value: string): string {
  return `${kind}:${value}`;
}

/** The atom that a node of a checked expression is, if it is one. */
export function atomOf(node: ASTNode): TextAtom | undefined {
  if (node.op !== 'rcall') return undefined;
  const [name, receiver, [argument]] = node.args;
  if (checkedType(receiver) !== 'Text') return undefined;
  const value = literal(argument);
  switch (name) {
    case 'has':
      return value === undefined ? undefined : { kind: 'signal', value, label: value };
    case RE2_MATCHES:
      return value === undefined ? undefined : { kind: 'regex', value, label: `matches('${value}')` };
    case 'contains':
      if (value !== undefined) return { kind: 'phrase', value, label: `contains('${value}')` };
      return listAtom(argument);
    default:
      return undefined;
  }
}

function listAtom(argument: ASTNode | undefined): TextAtom | undefined {
  if (argument?.op !== 'call' || argument.args[0] !== 'list') return undefined;
  const name = literal(argument.args[1][0]);
  return name === undefined ? undefined : { kind: 'list', value: name, label: `list('${name}')` };
}

/** Every atom in an expression, each once. */
export function atomsIn(node: ASTNode): readonly TextAtom[] {
  const found = new Map<string, TextAtom>();
  const visit = (at: ASTNode): void => {
    const atom = atomOf(at);
    if (atom) found.set(atomKey(atom.kind, atom.value), atom);
    for (const child of children(at)) visit(child);
  };
  visit(node);
  return [...found.values()];
}

import type { ASTNode, TypeError as CelTypeError, ParseError } from '@marcbachmann/cel-js';
import { closest } from '../../nearest.ts';
import { FUNCTIONS, TYPES, type TypeDeclaration, VARIABLES } from './declarations.ts';
import { RE2_MATCHES } from './environment.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { checkedType } from './walk.ts';

/** Says a type error of the CEL checker in the language's own names, with what was probably meant. */
export function explainTypeError(error: ParseError | CelTypeError | undefined): ExpressionProblem {
  if (error === undefined) throw new TypeError('a failed check names its error');
  const { start, end } = error.range ?? { start: 0, end: 0 };
  const summary = error.summary.replaceAll(RE2_MATCHES, 'matches').replaceAll('google.protobuf.', '');
  switch (error.code) {
    case 'unknown_variable': {
      const name = summary.split(': ')[1] ?? '';
      return {
        code: 'unknown_name',
        message: `there is no variable “${name}”`,
        ...hint(closest(name, Object.keys(VARIABLES)), `known are ${Object.keys(VARIABLES).join(', ')}`),
        start,
        end,
      };
    }
    case 'no_such_key': {
      const key = summary.split(': ')[1] ?? '';
      const owner = ownerType(error.node);
      const declared: TypeDeclaration | undefined = (TYPES as Record<string, TypeDeclaration>)[owner];
      const fields = declared ? Object.keys(declared.fields) : [];
      return {
        code: 'unknown_name',
        message: `${owner} has no “${key}”`,
        ...hint(closest(key, fields), fields.length > 0 ? `it has ${fields.join(', ')}` : undefined),
        start,
        end,
      };
    }
    case 'no_matching_overload': {
      const called = /'(?:([\w.]+)\.)?(\w+)\(/.exec(summary);
      const [, receiver = '', name = ''] = called ?? [];
      const functions = functionNames(receiver);
      const known = functions.includes(name);
      return {
        code: known ? 'type_error' : 'unknown_name',
        message: known
          ? `${receiver ? `${receiver}.` : ''}${name} does not take these arguments`
          : `${receiver || 'this language'} has no function “${name}”`,
        ...hint(
          known ? undefined : closest(name, functions),
          known ? signatureOf(receiver, name) : undefined,
        ),
        start,
        end,
      };
    }
    default:
      return { code: 'type_error', message: summary.charAt(0).toLowerCase() + summary.slice(1), start, end };
  }
}

function hint(near: string | undefined, otherwise: string | undefined): { hint?: string } {
  if (near !== undefined) return { hint: `did you mean “${near}”?` };
  return otherwise === undefined ? {} : { hint: otherwise };
}

function ownerType(node: unknown): string {
  const access = node as ASTNode | undefined;
  return access?.op === '.' ? checkedType(access.args[0]) : 'it';
}

function functionNames(receiver: string): string[] {
  return FUNCTIONS.map((f) => f.signature)
    .filter((signature) =>
      receiver === '' ? !/^\w[\w.]*\.\w+\(/.test(signature) : signature.startsWith(`${receiver}.`),
    )
    .map((signature) => /(\w+)\(/.exec(signature)?.[1] ?? '');
}

function signatureOf(receiver: string, name: string): string | undefined {
  const prefix = receiver === '' ? `${name}(` : `${receiver}.${name}(`;
  const declared = FUNCTIONS.filter((f) => f.signature.startsWith(prefix)).map((f) =>
    f.signature.replaceAll('google.protobuf.', ''),
  );
  return declared.length > 0 ? `it is ${declared.join(' or ')}` : undefined;
}

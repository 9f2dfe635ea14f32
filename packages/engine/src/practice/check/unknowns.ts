import type { ASTNode } from '@marcbachmann/cel-js';
import { FUNCTIONS, TYPES, type TypeDeclaration, VARIABLES } from '../language/declarations.ts';
import { checkedType, children, conjuncts, LIST_MACROS, literal, pathOf } from '../language/walk.ts';
import type { Places } from '../parse.ts';
import type { Practice } from '../practice.ts';
import type { SoundMeasure } from './expressions.ts';
import { type Report, type Said, warning } from './finding.ts';

/** Warns where a measure silently does nothing as long as some fact is not known. */
export function checkUnknowns(
  { settings }: Practice,
  measures: readonly SoundMeasure[],
  places: Places,
  report: Report,
): void {
  for (const { when, index } of measures) {
    const say = (said: Omit<Said, 'code'>): void =>
      report(warning(places.measure(index, 'when'), { code: 'hangs_on_unknown', ...said }));
    const needed = neededFacts(when.ast);
    const asked = new Set(when.reads);
    for (const fact of needed)
      if (PLANNED.has(fact)) say({ message: `never acts yet: ${fact} is declared, but nothing fills it in` });
    for (const person of ['actor', 'target'] as const) {
      if (asked.has(`${person}.age.known`)) continue;
      if (needed.has(`${person}.age.band`))
        say({
          message: `does not act where the age of the ${person} is not known, whatever \`unknown_age\` says`,
          hint: `ask ${person}.child or ${person}.adult, or add || !${person}.age.known`,
        });
      if (
        settings.unknown_age === 'unknown' &&
        (needed.has(`${person}.child`) || needed.has(`${person}.adult`))
      )
        say({
          message: `does not act where the age of the ${person} is not known (\`unknown_age: unknown\`)`,
        });
    }
    if (
      settings.unknown_age === 'child' &&
      !asked.has('actor.age.known') &&
      conjuncts(when.ast).some(isActorAdult)
    )
      say({
        message: 'does not act where the age of the actor is not known: it then counts as a child',
        hint: 'add || !actor.age.known, or && actor.age.known to say that this is meant',
      });
    if (settings.unknown_connection === 'unknown' && needed.has('relationship.connected'))
      say({ message: 'does not act where it is not known whether they are connected' });
  }
}

/** `actor.adult` or `!actor.child`: whoever leaves his age out passes by such a measure. */
function isActorAdult(part: ASTNode): boolean {
  return pathOf(part) === 'actor.adult' || (part.op === '!_' && pathOf(part.args) === 'actor.child');
}

/** Paths and functions that are declared, but always unknown today. */
const PLANNED: ReadonlySet<string> = new Set([
  ...Object.entries(VARIABLES).flatMap(([name, { type }]) => {
    const declared: TypeDeclaration | undefined = (TYPES as Record<string, TypeDeclaration>)[type];
    return Object.entries(declared?.fields ?? {}).flatMap(([field, { planned }]) =>
      planned ? [`${name}.${field}`] : [],
    );
  }),
  ...FUNCTIONS.flatMap(({ signature, planned }) => (planned ? [functionName(signature)] : [])),
]);

function functionName(signature: string): string {
  return signature.slice(0, signature.indexOf('('));
}

/**
 * The facts that must be known for an expression to be true: of `a && b` those of both, of `a || b` those that both
 * sides need.
 */
function neededFacts(node: ASTNode): ReadonlySet<string> {
  if (node.op === '&&') return new Set([...neededFacts(node.args[0]), ...neededFacts(node.args[1])]);
  if (node.op === '||') {
    const right = neededFacts(node.args[1]);
    return new Set([...neededFacts(node.args[0])].filter((fact) => right.has(fact)));
  }
  if (asksWhetherUnknown(node)) return new Set();
  const path = pathOf(node);
  if (path !== undefined) return new Set([path]);
  const facts = new Set<string>();
  if (node.op === 'rcall') {
    const [name, receiver] = node.args;
    facts.add(`${checkedType(receiver)}.${name}`);
    if (LIST_MACROS.has(name)) return new Set([...facts, ...neededFacts(receiver)]);
  }
  for (const child of children(node)) for (const fact of neededFacts(child)) facts.add(fact);
  return facts;
}

/** `band == 'unknown'` is answered where the band is not known. */
function asksWhetherUnknown(node: ASTNode): boolean {
  if (node.op === '==') return node.args.some((side) => literal(side) === 'unknown');
  if (node.op !== 'in') return false;
  const [, list] = node.args;
  return list.op === 'list' && list.args.some((element) => literal(element) === 'unknown');
}

import type { ASTNode } from '@marcbachmann/cel-js';
import { atomKey, atomOf } from './atoms.ts';

/**
 * Keys of the atoms of which at least one must occur for the expression to be true; null where it can be true
 * without any. Conservative: what is not understood gives null.
 */
export function triggersOf(node: ASTNode): ReadonlySet<string> | null {
  const atom = atomOf(node);
  if (atom) return new Set([atomKey(atom.kind, atom.value)]);
  if (node.op === '&&') {
    const [left, right] = [triggersOf(node.args[0]), triggersOf(node.args[1])];
    if (left === null || right === null) return left ?? right;
    return left.size <= right.size ? left : right;
  }
  const parts = node.op === '||' ? node.args : countedParts(node);
  return parts === null ? null : anyOf(parts);
}

/** Of parts of which one must be true. */
function anyOf(parts: readonly ASTNode[]): ReadonlySet<string> | null {
  const keys = new Set<string>();
  for (const part of parts) {
    const triggers = triggersOf(part);
    if (triggers === null) return null;
    for (const key of triggers) keys.add(key);
  }
  return keys;
}

/**
 * The list in `[a, b, c].filter(x, x).size() >= 2` and its like, which hold only where a part does: how a measure asks
 * for several signs at once. Null for anything else.
 */
function countedParts(node: ASTNode): readonly ASTNode[] | null {
  if (node.op === 'rcall') return partsThatHold(node, 'exists');
  if (node.op !== '>=' && node.op !== '>') return null;
  const [counted, bound] = node.args;
  // At least none of them is no condition.
  if (!isAtLeast(bound, node.op === '>=' ? 1n : 0n)) return null;
  const list = sized(counted);
  return list === null ? null : partsThatHold(list, 'filter');
}

/** The parts of `[a, b].filter(x, x)`, a list literal whose macro keeps what is true. */
function partsThatHold(node: ASTNode, macro: 'filter' | 'exists'): readonly ASTNode[] | null {
  if (node.op !== 'rcall' || node.args[0] !== macro) return null;
  const [, list, [variable, kept]] = node.args;
  if (list.op !== 'list' || variable?.op !== 'id' || kept?.op !== 'id') return null;
  return variable.args === kept.args ? list.args : null;
}

/** What `size(list)` or `list.size()` counts. */
function sized(node: ASTNode): ASTNode | null {
  if (node.op === 'rcall') return node.args[0] === 'size' ? node.args[1] : null;
  return (node.op === 'call' && node.args[0] === 'size' && node.args[1][0]) || null;
}

function isAtLeast(node: ASTNode, least: bigint): boolean {
  return node.op === 'value' && typeof node.args === 'bigint' && node.args >= least;
}

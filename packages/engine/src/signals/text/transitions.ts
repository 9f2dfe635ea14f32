/**
 * Edges of a tree, as an open-addressed table of integers: (node, symbol) → node. Any alphabet, no rows to pay for, and
 * no object per node.
 */
export interface Transitions {
  nodes: number;
  edges: number;
  mask: number;
  /** Per slot: node, symbol, target; a target of 0 means empty, since the root is nobody's child. */
  table: Int32Array;
}

export const ROOT = 0;
export const NOWHERE = -1;

export function transitions(): Transitions {
  return { nodes: 1, edges: 0, mask: 63, table: new Int32Array(64 * 3) };
}

/** The node behind an edge, or `NOWHERE`. */
export function follow(tree: Transitions, node: number, symbol: number): number {
  const { table, mask } = tree;
  let slot = hash(node, symbol) & mask;
  for (;;) {
    const at = slot * 3;
    const target = table[at + 2]!;
    if (target === 0) return NOWHERE;
    if (table[at] === node && table[at + 1] === symbol) return target;
    slot = (slot + 1) & mask;
  }
}

/** The node behind an edge, made where there is none yet. */
export function extend(tree: Transitions, node: number, symbol: number): number {
  const known = follow(tree, node, symbol);
  if (known !== NOWHERE) return known;
  const target = tree.nodes++;
  link(tree, node, symbol, target);
  return target;
}

/** Makes an edge that is not there yet. */
export function link(tree: Transitions, node: number, symbol: number, target: number): void {
  if (tree.edges * 2 > tree.mask) widen(tree);
  tree.edges++;
  place(tree.table, tree.mask, node, symbol, target);
}

function widen(tree: Transitions): void {
  const { table: old } = tree;
  tree.mask = tree.mask * 2 + 1;
  tree.table = new Int32Array((tree.mask + 1) * 3);
  for (let at = 0; at < old.length; at += 3) {
    if (old[at + 2] !== 0) place(tree.table, tree.mask, old[at]!, old[at + 1]!, old[at + 2]!);
  }
}

function place(table: Int32Array, mask: number, node: number, symbol: number, target: number): void {
  let slot = hash(node, symbol) & mask;
  while (table[slot * 3 + 2] !== 0) slot = (slot + 1) & mask;
  table[slot * 3] = node;
  table[slot * 3 + 1] = symbol;
  table[slot * 3 + 2] = target;
}

function hash(node: number, symbol: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

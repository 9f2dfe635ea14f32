import type { ASTNode } from '@marcbachmann/cel-js';
import { RE2_MATCHES } from '../language/environment.ts';
import { checkedType, children, LIST_MACROS, pathOf } from '../language/walk.ts';
import { atomOf } from './atoms.ts';

/**
 * What evaluating a node costs, in units of one comparison (about a tenth of a microsecond). Only the order that
 * follows from it matters: a condition that is cheap and false spares the dear ones.
 */
const COSTS = {
  node: 1,
  /** Telling the local time asks the zone's rules. */
  localTime: 20,
  /** A look-up, once the one pass over the text is made; after all that needs no text at all. */
  text: 50,
  /** Finding the links of a text. */
  links: 80,
  /** A regular expression over the original text. */
  regex: 200,
  /** For each element of a list. */
  loop: 10,
} as const;

export function costOf(node: ASTNode): number {
  if (atomOf(node)) return COSTS.text;
  const own = ownCost(node);
  const factor = node.op === 'rcall' && LIST_MACROS.has(node.args[0]) ? COSTS.loop : 1;
  return own + factor * children(node).reduce((sum, child) => sum + costOf(child), 0);
}

function ownCost(node: ASTNode): number {
  if (node.op === 'rcall' && node.args[0] === RE2_MATCHES) return COSTS.regex;
  const path = pathOf(node);
  if (path === 'links') return COSTS.links;
  if (path !== undefined && checkedType(node) === 'LocalTime') return COSTS.localTime;
  return COSTS.node;
}

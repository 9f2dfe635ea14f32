import { follow, link, NOWHERE, ROOT, type Transitions, transitions } from './transitions.ts';

/**
 * All phrases as one graph, word by word from its root. What several ways lead to is one node, so that a line with
 * alternatives costs what is written in it and not what it may mean.
 */
export interface PhraseGraph {
  readonly edges: Transitions;
  /** Node → the outputs (patterns) of the phrases that end there. */
  readonly outputs: (number[] | undefined)[];
  /** Node → the nodes that whoever is there is at as well, without a word. */
  readonly leads: (number[] | undefined)[];
}

export function phraseGraph(): PhraseGraph {
  return { edges: transitions(), outputs: [undefined], leads: [undefined] };
}

export function newNode(graph: PhraseGraph): number {
  graph.outputs.push(undefined);
  graph.leads.push(undefined);
  return graph.edges.nodes++;
}

/** The node behind a word and nothing else, made where there is none yet. */
export function nodeBehind(graph: PhraseGraph, node: number, word: number): number {
  const known = follow(graph.edges, node, word);
  if (known !== NOWHERE) return known;
  const target = newNode(graph);
  link(graph.edges, node, word, target);
  return target;
}

export function addLead(graph: PhraseGraph, from: number, to: number): void {
  const leads = graph.leads[from];
  if (leads === undefined) graph.leads[from] = [to];
  else if (!leads.includes(to)) leads.push(to);
}

/** The node behind these words, one after the other, which ends at `to` as well. */
export function addWay(graph: PhraseGraph, from: number, words: readonly number[], to: number): void {
  let node = from;
  for (const word of words) node = nodeBehind(graph, node, word);
  addLead(graph, node, to);
}

export function addOutput(graph: PhraseGraph, node: number, output: number): void {
  const outputs = graph.outputs[node];
  if (outputs === undefined) graph.outputs[node] = [output];
  else if (!outputs.includes(output)) outputs.push(output);
}

/** Adds a node and all that it leads to. */
export function addReached(graph: PhraseGraph, node: number, into: Set<number>): void {
  if (into.has(node)) return;
  into.add(node);
  const leads = graph.leads[node];
  if (leads !== undefined) for (const next of leads) addReached(graph, next, into);
}

/** Where every phrase begins. */
export function beginnings(graph: PhraseGraph): readonly number[] {
  const nodes = new Set<number>();
  addReached(graph, ROOT, nodes);
  return [...nodes];
}

import { addReached, beginnings, type PhraseGraph } from './phrase-graph.ts';
import { addSieved, type Leaving, leaving, mayPass, type Sieve, sieve } from './sieve.ts';
import { follow, link, NOWHERE, type Transitions, transitions } from './transitions.ts';

/**
 * The graph of phrases as a machine that reads words: what a word may mean (itself, classes of it) is worked out when it
 * first occurs in some place, and then known. A state is a set of nodes of the graph.
 */
export interface PhraseStates {
  /** (state, word number) → state. */
  known: Transitions;
  /** The same for `START`, where most words are read, and most lead nowhere: word number → state; 0: not known. */
  first: Int32Array;
  readonly numbers: Map<string, number>;
  /** State → its nodes in the graph. */
  readonly nodes: (readonly number[])[];
  /** State → the outputs of the phrases that end there. */
  readonly outputs: (readonly number[])[];
  /** What may go on from each state. */
  sieve: Sieve;
  /** Of the graph; worked out with the first state. */
  leaving: Leaving | null;
}

/** No phrase goes on this way. */
export const DEAD = 1;
/** No word read yet. */
export const START = 2;

/** What is known is forgotten when it grows beyond this, so that no stream of texts fills the memory. */
const KNOWN_MAX = 1 << 17;

export function phraseStates(): PhraseStates {
  const states: PhraseStates = {
    known: transitions(),
    first: new Int32Array(0),
    numbers: new Map(),
    nodes: [],
    outputs: [],
    sieve: sieve(),
    leaving: null,
  };
  forget(states);
  return states;
}

/** Forgets all states; needed when a phrase was added. */
export function forget(states: PhraseStates): void {
  states.known = transitions();
  states.first = new Int32Array(states.first.length);
  states.numbers.clear();
  // State 0 is nobody's: in a table of edges it means an empty place.
  states.nodes.length = 0;
  // The beginnings are asked of the graph, which may have grown.
  states.nodes.push([], [], []);
  states.outputs.length = 0;
  states.outputs.push([], [], []);
  states.sieve = sieve();
  for (let state = 0; state < states.nodes.length; state++) addSieved(states.sieve, []);
  states.leaving = null;
}

/** Whether so much is known that `forget` is due: between two texts, since states do not outlive it. */
export function isFull(states: PhraseStates): boolean {
  return states.known.edges > KNOWN_MAX;
}

/** The state behind a word that means any of `senses`. */
export function step(
  states: PhraseStates,
  graph: PhraseGraph,
  state: number,
  word: number,
  senses: readonly number[],
): number {
  if (state === START) {
    if (word >= states.first.length) widenFirst(states, word);
    if (states.first[word] === 0) states.first[word] = workOut(states, graph, state, senses);
    return states.first[word]!;
  }
  if (!mayPass(states.sieve, state, senses)) return DEAD;
  const known = follow(states.known, state, word);
  if (known !== NOWHERE) return known;
  const target = workOut(states, graph, state, senses);
  link(states.known, state, word, target);
  return target;
}

function widenFirst(states: PhraseStates, word: number): void {
  const first = new Int32Array(word * 2);
  first.set(states.first);
  states.first = first;
}

function workOut(states: PhraseStates, graph: PhraseGraph, state: number, senses: readonly number[]): number {
  const nodes = new Set<number>();
  for (const node of state === START ? beginnings(graph) : states.nodes[state]!) {
    for (const sense of senses) {
      const target = follow(graph.edges, node, sense);
      if (target !== NOWHERE) addReached(graph, target, nodes);
    }
  }
  return nodes.size === 0 ? DEAD : stateOf(states, graph, [...nodes]);
}

function stateOf(states: PhraseStates, graph: PhraseGraph, nodes: number[]): number {
  nodes.sort((a, b) => a - b);
  const key = nodes.join();
  const known = states.numbers.get(key);
  if (known !== undefined) return known;
  const state = states.nodes.push(nodes) - 1;
  states.outputs.push([...new Set(nodes.flatMap((node) => graph.outputs[node] ?? []))]);
  states.leaving ??= leaving(graph.edges);
  const { starts, symbols } = states.leaving;
  addSieved(
    states.sieve,
    nodes.flatMap((node) => [...symbols.subarray(starts[node], starts[node + 1])]),
  );
  states.numbers.set(key, state);
  return state;
}

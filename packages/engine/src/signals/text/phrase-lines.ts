import { joinedForms, LexiconError, type Macros, withLists } from './lexicon.ts';
import { addLead, addOutput, addWay, newNode, type PhraseGraph } from './phrase-graph.ts';
import { ROOT } from './transitions.ts';

/** A line that makes more steps from word to word would be slow to read, for people as well. */
export const STEPS_MAX = 4096;

/** A place in a line: a node, and the letters since, of a word that goes on. */
interface Place {
  readonly node: number;
  readonly letters: string;
}

interface Step {
  readonly from: number;
  readonly word: string;
}

interface Reader {
  readonly graph: PhraseGraph;
  readonly source: string;
  readonly numbersOf: (token: string) => readonly number[];
  /** Node → the words by which it was reached, for those that may be written together with the next. */
  readonly steps: Map<number, Step[]>;
  count: number;
  at: number;
}

/**
 * Adds all phrases of a lexicon line to the graph, those with two words written as one included. `numbersOf` gives the
 * numbers of a token: none where it holds no word, several where it holds several. Throws `LexiconError`.
 */
export function addLineTo(
  graph: PhraseGraph,
  line: string,
  macros: Macros,
  numbersOf: (token: string) => readonly number[],
  output: number,
): void {
  const source = withLists(line, macros);
  const reader: Reader = { graph, source, numbersOf, steps: new Map(), count: 0, at: 0 };
  const ends = alternatives(reader, [{ node: ROOT, letters: '' }]);
  if (reader.at < source.length) throw new LexiconError(`unmatched ")" in "${line}"`);
  for (const { node } of endWords(reader, ends)) addOutput(graph, node, output);
}

const SIGN = /[()|]/;

/** Reads up to the end or an unmatched `)`. */
function alternatives(reader: Reader, starts: readonly Place[]): readonly Place[] {
  const { source } = reader;
  const ends: Place[] = [];
  let places = starts;
  for (;;) {
    const sign = source[reader.at];
    if (sign === undefined || sign === ')') {
      ends.push(...places);
      return withOneNode(reader, ends);
    }
    reader.at++;
    if (sign === '|') {
      ends.push(...places);
      places = starts;
    } else if (sign === '(') {
      places = alternatives(reader, places);
      if (source[reader.at] !== ')') throw new LexiconError(`unmatched "(" in "${source}"`);
      reader.at++;
    } else {
      const from = reader.at - 1;
      while (reader.at < source.length && !SIGN.test(source[reader.at]!)) reader.at++;
      places = words(reader, places, source.slice(from, reader.at));
    }
  }
}

function words(reader: Reader, starts: readonly Place[], text: string): readonly Place[] {
  let places = starts;
  text.split(' ').forEach((letters, i) => {
    if (i > 0) places = endWords(reader, places);
    if (letters !== '') places = places.map((place) => ({ ...place, letters: place.letters + letters }));
  });
  return places;
}

/** Ends the words that are under way: afterwards there is one place. */
function endWords(reader: Reader, places: readonly Place[]): readonly Place[] {
  if (places.every(({ letters }) => letters === '')) return places;
  const target = newNode(reader.graph);
  for (const { node, letters } of places) {
    if (letters === '') leadOn(reader, node, target);
    else addStep(reader, node, letters, target);
  }
  return [{ node: target, letters: '' }];
}

/** Places between words become one; those inside a word stay apart. */
function withOneNode(reader: Reader, places: readonly Place[]): readonly Place[] {
  const between = new Set(places.filter(({ letters }) => letters === '').map(({ node }) => node));
  if (between.size < 2 && places.length < 2) return places;
  const inside = new Map(
    places
      .filter(({ letters }) => letters !== '')
      .map((place) => [`${place.node} ${place.letters}`, place] as const),
  );
  let [node] = between;
  if (between.size > 1) {
    node = newNode(reader.graph);
    for (const from of between) leadOn(reader, from, node);
  }
  return node === undefined ? [...inside.values()] : [{ node, letters: '' }, ...inside.values()];
}

function leadOn({ graph, steps }: Reader, from: number, to: number): void {
  addLead(graph, from, to);
  const before = steps.get(from);
  if (before !== undefined) steps.set(to, [...(steps.get(to) ?? []), ...before]);
}

function addStep(reader: Reader, from: number, word: string, to: number): void {
  const { graph, numbersOf, steps, source } = reader;
  if (reader.count++ >= STEPS_MAX) throw new LexiconError(`too many alternatives: "${source}"`);
  addWay(graph, from, numbersOf(word), to);
  for (const { from: earlier, word: before } of steps.get(from) ?? []) {
    for (const form of joinedForms(before, word)) {
      const parts = form.split(' ').flatMap((part) => numbersOf(part));
      addWay(graph, earlier, parts, to);
    }
  }
  const known = steps.get(to);
  if (known === undefined) steps.set(to, [{ from, word }]);
  else known.push({ from, word });
}

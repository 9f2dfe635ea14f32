import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { Finding, Place, SourceFile } from './practice.ts';

/** A file of a practice, read as data, that still knows where everything stood. */
export interface Source {
  readonly path: string;
  readonly data: unknown;
  /** Where the value at a path stands; for a field that is not there, its nearest parent. */
  place(path: readonly (string | number)[]): Place;
  /** Where a character of the string at a path stands. */
  placeIn(path: readonly (string | number)[], offset: number): Place;
}

const MAX_FILE_LENGTH = 2 * 1024 * 1024;
/** Nested aliases multiply (“billion laughs”); a practice has little use for any. */
const MAX_ALIASES = 50;

/** Reads YAML 1.2, in which `on:` and `13_15` stay what they look like. */
export function readSource(file: SourceFile): { source?: Source; findings: Finding[] } {
  const start: Place = { file: file.path, line: 1, column: 1 };
  if (file.text.length > MAX_FILE_LENGTH)
    return { findings: [finding('too_large', start, `is over ${MAX_FILE_LENGTH} characters`)] };
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, version: '1.2', uniqueKeys: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: file.path, line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0)
    return {
      findings: document.errors.map((error) =>
        finding(
          'bad_yaml',
          placeAt(error.pos[0]),
          (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''),
        ),
      ),
    };
  const aliases = countAliases(document);
  if (aliases > MAX_ALIASES)
    return {
      findings: [
        finding('too_many_aliases', start, `uses ${aliases} aliases; at most ${MAX_ALIASES} are followed`),
      ],
    };
  keepVersionsAsWritten(document);
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { findings: [finding('too_many_aliases', start, 'expands to far more than it says')] };
  }
  const place = (path: readonly (string | number)[]): Place => placeAt(offsetOf(document, path));
  return {
    findings: [],
    source: {
      path: file.path,
      data,
      place,
      placeIn: (path, offset) => placeIn(document, file.text, path, offset, placeAt),
    },
  };
}

function finding(code: string, place: Place, message: string): Finding {
  return { severity: 'error', code, ...place, message };
}

function countAliases(document: Document): number {
  let count = 0;
  visit(document, (_, node) => {
    if (isAlias(node)) count += 1;
  });
  return count;
}

/** `version: 1.10` is a number to YAML, and 1.1 after that. */
function keepVersionsAsWritten(document: Document): void {
  const version = isMap(document.contents) ? document.contents.get('version', true) : undefined;
  if (isScalar(version) && typeof version.value === 'number')
    version.value = version.source ?? String(version.value);
}

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (isPair(pair) && isNode(pair.key)) return rangeStart(pair.key as Node);
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return rangeStart(node);
  }
  return isNode(document.contents) ? rangeStart(document.contents) : 0;
}

function rangeStart(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Exact for a scalar on one line and in a block; in one that is quoted over several lines, its beginning. */
function placeIn(
  document: Document,
  text: string,
  path: readonly (string | number)[],
  offset: number,
  placeAt: (offset: number) => Place,
): Place {
  const node = document.getIn(path, true);
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range)
    return placeAt(offsetOf(document, path));
  const [start, end] = node.range;
  switch (node.type) {
    case 'PLAIN':
      return placeAt(text.slice(start, end).includes('\n') ? start : start + offset);
    case 'QUOTE_DOUBLE':
    case 'QUOTE_SINGLE':
      return placeAt(text.slice(start, end).includes('\n') ? start : start + 1 + offset);
    default:
      return placeAt(offsetInBlock(text, start, end, offset));
  }
}

/** Each line of a block gives its words and one character for its end, a line feed (`|`) or a space (`>`). */
function offsetInBlock(text: string, start: number, end: number, offset: number): number {
  let left = offset;
  let lineStart = text.indexOf('\n', start) + 1;
  for (const line of text.slice(lineStart, end).split('\n')) {
    const words = line.trimStart();
    const indent = line.length - words.length;
    if (left <= words.length) return lineStart + indent + left;
    left -= words.length + 1;
    lineStart += line.length + 1;
  }
  return start;
}

import { fine, type Parsed, type Problem, type ProblemKind, refused } from '../problem.ts';

/** Which file is read, and what its faults are called. */
export interface JsonSource {
  readonly in: 'targets' | 'codebook';
  readonly kind: ProblemKind;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a JSON text; a byte order mark before it is passed over. */
export function parseJson(text: string, source: JsonSource): Parsed<unknown> {
  try {
    return fine(JSON.parse(text.replace(/^\uFEFF/, '')) as unknown);
  } catch {
    return refused({ kind: 'INVALID_JSON', in: source.in, detail: `The ${source.in} are not valid JSON.` });
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of texts that are not empty and differ from one another, or null. */
export function textsOf(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const texts = value.filter((item): item is string => typeof item === 'string' && item !== '');
  return texts.length === value.length && new Set(texts).size === texts.length ? texts : null;
}

/** Collects faults while a document is read to its end, so that all of them are told at once. */
export function createFaults(source: JsonSource): {
  readonly add: (pointer: string, detail: string, kind?: ProblemKind) => void;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  return {
    add: (pointer, detail, kind = source.kind) => {
      problems.push({ kind, in: source.in, pointer, detail });
    },
    problems,
  };
}

/** A name as one step of a JSON pointer (RFC 6901). */
export function step(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

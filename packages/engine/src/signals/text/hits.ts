import { originalSpan, type TextView } from './view.ts';

/** A place of the original text where a pattern matched. */
export interface Hit {
  /** Index into the scanner's patterns. */
  readonly pattern: number;
  /** In UTF-16 units of the original text. */
  readonly start: number;
  /** One past the last. */
  readonly end: number;
}

/** What a scan has found, pattern by pattern, in scratch arrays that are used again. */
export interface Findings {
  length: number;
  patterns: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  /** 1: places are of the plain text, 0: of the original. */
  plain: Int32Array;
}

export function findings(): Findings {
  return {
    length: 0,
    patterns: new Int32Array(64),
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    plain: new Int32Array(64),
  };
}

/** Adds a place of the original text. */
export function addFinding(found: Findings, pattern: number, start: number, end: number): void {
  append(found, pattern, start, end, 0);
}

/** Adds a place of the plain text; where in the original that is, is only worked out for what becomes a hit. */
export function addPlainFinding(found: Findings, pattern: number, start: number, end: number): void {
  append(found, pattern, start, end, 1);
}

function append(found: Findings, pattern: number, start: number, end: number, plain: number): void {
  if (found.length === found.patterns.length) {
    for (const key of ['patterns', 'starts', 'ends', 'plain'] as const) {
      const wider = new Int32Array(found.length * 2);
      wider.set(found[key]);
      found[key] = wider;
    }
  }
  const at = found.length++;
  found.patterns[at] = pattern;
  found.starts[at] = start;
  found.ends[at] = end;
  found.plain[at] = plain;
}

/**
 * Orders findings by pattern and start, in the original text of which `plain` is a view; takes out what an exception overlaps and what lies inside another hit of the
 * same pattern; keeps at most `limit` per pattern. The exceptions of pattern p were found as `exceptionsFrom + p`.
 */
export function toHits(
  found: Findings,
  plain: TextView,
  exceptionsFrom: number,
  limit: number,
): readonly Hit[] {
  const hits: Hit[] = [];
  for (let at = 0; at < found.length; at++) {
    if (found.patterns[at]! < exceptionsFrom) hits.push(placed(found, at, plain, 0));
  }
  // Exceptions occur far more often than what they are exceptions from.
  if (hits.length === 0) return NOTHING;
  const exceptions: Hit[] = [];
  if (hits.length < found.length) {
    const patterns = new Set(hits.map(({ pattern }) => pattern));
    for (let at = 0; at < found.length; at++) {
      const pattern = found.patterns[at]! - exceptionsFrom;
      if (patterns.has(pattern)) exceptions.push(placed(found, at, plain, exceptionsFrom));
    }
  }
  hits.sort(byPlace);
  const barred = exceptions.length === 0 ? exceptions : merge(exceptions.sort(byPlace));
  const kept: Hit[] = [];
  let bar = 0;
  let count = 0;
  for (const hit of hits) {
    const last = kept.at(-1);
    if (last === undefined || last.pattern !== hit.pattern) count = 0;
    else if (hit.end <= last.end) continue;
    while (bar < barred.length && isBefore(barred[bar]!, hit)) bar++;
    const next = barred[bar];
    if (next !== undefined && next.pattern === hit.pattern && next.start < hit.end) continue;
    if (count++ < limit) kept.push(hit);
  }
  return kept;
}

const NOTHING: readonly Hit[] = Object.freeze([]);

function placed(found: Findings, at: number, plain: TextView, base: number): Hit {
  const pattern = found.patterns[at]! - base;
  const start = found.starts[at]!;
  const end = found.ends[at]!;
  return found.plain[at] === 1 ? { pattern, ...originalSpan(plain, start, end) } : { pattern, start, end };
}

function byPlace(a: Hit, b: Hit): number {
  return a.pattern - b.pattern || a.start - b.start || b.end - a.end;
}

function isBefore(bar: Hit, hit: Hit): boolean {
  return bar.pattern === hit.pattern ? bar.end <= hit.start : bar.pattern < hit.pattern;
}

/** Overlapping stretches of the same pattern become one. */
function merge(sorted: readonly Hit[]): Hit[] {
  const merged: Hit[] = [];
  for (const hit of sorted) {
    const last = merged.at(-1);
    if (last === undefined || last.pattern !== hit.pattern || hit.start > last.end) merged.push(hit);
    else if (hit.end > last.end) merged[merged.length - 1] = { ...last, end: hit.end };
  }
  return merged;
}

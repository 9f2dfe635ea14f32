import { readFileSync } from 'node:fs';
import type { Table } from '../data/count.ts';
import { readCsv } from '../data/csv.ts';
import { parseCodebook } from '../design/codebook.ts';
import { parseTargets } from '../design/targets.ts';
import type { Parsed } from '../problem.ts';

/** The invented poll that `reference.py` makes and works out. */
export const SMALL = {
  data: read('poll.csv'),
  codebook: usable(parseCodebook(read('codebook.json'))),
  targets: usable(parseTargets(read('targets.json'))),
  expected: JSON.parse(read('expected.json')) as SmallExpected,
} as const;

interface SmallExpected {
  readonly weights: Readonly<Record<'raked' | 'trimmed' | 'started', readonly number[]>>;
  readonly untrimmed: SmallTables;
  readonly trimmed: SmallTables;
  /** From starting weights, two of the questions. */
  readonly started: SmallTables;
}

interface SmallTables {
  readonly deff: number;
  readonly effective_base: number;
  readonly questions: unknown;
  readonly rao_scott_q1_by_age: unknown;
  readonly rao_scott_q1_by_children: unknown;
}

function read(name: string): string {
  return readFileSync(new URL(`./small/${name}`, import.meta.url), 'utf8');
}

/** What a test needs to be right before it begins. */
export function usable<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(parsed.problems.map(({ detail }) => detail).join(' '));
  return parsed.value;
}

/** A table from text or bytes, in chunks of so many bytes. */
export function tableOf(content: string | Uint8Array, chunk = 64 * 1024): Table {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return () =>
    readCsv(
      (async function* () {
        for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
      })(),
    );
}

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from './pages.ts';

/** A fenced block of a document, with what its first line says is to be done with it. */
export interface Fence {
  /** Relative to the root of the repository. */
  readonly page: string;
  /** 1-based, of the line with the fence. */
  readonly line: number;
  readonly language: string;
  readonly task: Task;
  readonly text: string;
}

/**
 * The first line of a fence is its language, then what the test does with it:
 *
 * - `sh run`, `sh run exits 3`, `ts run`: runs it in the folder of the page
 * - `text output`, `json output`: what the block before printed; `…` stands for anything
 * - `yaml practice [FILE]`: a whole practice; it passes its check and its tests
 * - `yaml part`: the same with the head put before it
 * - `json event [FILE]`, `jsonl events [FILE]`: the engine reads it
 * - `json decision`: an answer of the shape that the server's schema gives it
 * - `yaml file FILE` (any language): saved for the blocks below
 * - `js run by FILE` (any language): a test of its own, which reads the page, runs it
 * - `sh not run: why`: shown only
 * - `text generated`: made from the code, in `docs/reference/` only
 */
export type Task =
  | { readonly kind: 'run'; readonly exits: number }
  | { readonly kind: 'output' }
  | { readonly kind: 'practice'; readonly file: string | null }
  | { readonly kind: 'part' }
  | { readonly kind: 'events'; readonly file: string | null }
  | { readonly kind: 'decision' }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'generated' }
  | { readonly kind: 'run by'; readonly test: string }
  | { readonly kind: 'not run'; readonly why: string };

const OPENING = /^(\s*)(`{3,}|~{3,})\s*(\S*)\s*(.*)$/;

/**
 * All fenced blocks of a document, in their order.
 *
 * @throws where a fence does not say what is to be done with it, or does not end
 */
export function fencesOf(path: string): readonly Fence[] {
  const page = relative(ROOT, path);
  const lines = readFileSync(path, 'utf8').split('\n');
  const fences: Fence[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, indent = '', ticks, language = '', info = ''] = OPENING.exec(lines[at] ?? '') ?? [];
    if (ticks === undefined) continue;
    const line = at + 1;
    const body: string[] = [];
    for (at++; lines[at]?.trim() !== ticks; at++) {
      const next = lines[at];
      if (next === undefined) throw new Error(`${page}:${line}: the block does not end`);
      body.push(next.startsWith(indent) ? next.slice(indent.length) : next);
    }
    const task = taskOf(language, info.trim());
    if (task === null) {
      throw new Error(
        `${page}:${line}: “${language} ${info}” does not say how it is checked; docs/proof/fences.ts has the ways`,
      );
    }
    fences.push({ page, line, language, task, text: `${body.join('\n')}\n` });
  }
  return fences;
}

const FILE = '([\\w.-]+(?:/[\\w.-]+)*)';

/** Null where the first line of the fence says nothing that is known. */
export function taskOf(language: string, info: string): Task | null {
  const notRun = /^not run: (\S.*)$/.exec(info);
  if (notRun?.[1] !== undefined) return { kind: 'not run', why: notRun[1] };
  const [, test] = new RegExp(`^run by ${FILE}$`).exec(info) ?? [];
  if (test !== undefined) return { kind: 'run by', test };
  if (info === 'generated') return { kind: 'generated' };
  const [, saved] = new RegExp(`^file ${FILE}$`).exec(info) ?? [];
  if (saved !== undefined) return { kind: 'file', file: saved };
  switch (language) {
    case 'sh':
    case 'ts': {
      const [, run, exits = '0'] = /^(run)(?: exits (\d+))?$/.exec(info) ?? [];
      return run === undefined ? null : { kind: 'run', exits: Number(exits) };
    }
    case 'yaml': {
      if (info === 'part') return { kind: 'part' };
      const [, practice, file = null] = new RegExp(`^(practice)(?: ${FILE})?$`).exec(info) ?? [];
      return practice === undefined ? null : { kind: 'practice', file };
    }
    case 'text':
    case 'json':
    case 'jsonl': {
      if (info === 'output') return { kind: 'output' };
      if (info === 'decision' && language === 'json') return { kind: 'decision' };
      const [, word, file = null] = new RegExp(`^(events?)(?: ${FILE})?$`).exec(info) ?? [];
      return word === undefined || language === 'text' ? null : { kind: 'events', file };
    }
    default:
      return null;
  }
}

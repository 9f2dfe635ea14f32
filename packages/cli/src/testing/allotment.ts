import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A small practice with a measure for each action, events that meet each of them, and what must come out. */
export const ALLOTMENT = {
  practice: path('allotment'),
  events: path('allotment.events.jsonl'),
  /** Looked at line by line; spans count in UTF-16 units of the original text. */
  decisions: readFileSync(path('allotment.decisions.jsonl'), 'utf8'),
  lines: readFileSync(path('allotment.events.jsonl'), 'utf8').trimEnd().split('\n'),
} as const;

function path(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

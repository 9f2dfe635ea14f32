import { readFileSync } from 'node:fs';
import { canonicalHash, type Event, parseEventJson } from '@safeward/engine';

/** An hour of a service that does not exist, with people who do not exist. */
export const HOUR = new URL('./hour.jsonl', import.meta.url);

/**
 * The events, in the order of their times. Ids and times are fixed, so that a second start gets the decisions of the
 * first again; an event that a later version words differently has another id, and is decided anew. The file can be
 * decided without a server as well: `safeward decide …/demo/hour.jsonl`.
 */
export function demoEvents(): readonly Event[] {
  const lines = readFileSync(HOUR, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const parsed = parseEventJson(line);
    if (!parsed.ok) throw new Error(`demo event refused: ${JSON.stringify(parsed.problems)}`);
    return { ...parsed.value, id: `${parsed.value.id}-${fingerprint(parsed.value)}` };
  });
}

function fingerprint(event: Event): string {
  return canonicalHash(event).slice('sha256:'.length).slice(0, 6);
}

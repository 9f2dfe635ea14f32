import { decide } from './decide/decide.ts';
import type { Outcome } from './decide/decision.ts';
import type { Event } from './event/event.ts';
import { parseEvent } from './event/parse.ts';
import { loadPractice, type Plan } from './practice/load.ts';
import type { Finding } from './practice/practice.ts';

/** What tests of the engine share: a practice from a few lines, an event from a few fields. */

const HEAD = 'practice: sample\nversion: 1.0.0\nharms: { harm: { title: Harm } }\n';

/** The findings of a practice whose head is given or, where it is not, a plain one. */
export function findingsOf(yaml: string): readonly Finding[] {
  return loadPractice([{ path: 'sample.yaml', text: withHead(yaml) }]).findings;
}

/** @throws where the practice does not check: the test is wrong then */
export function planOf(...files: readonly string[]): Plan {
  const [first = '', ...others] = files;
  const loaded = loadPractice([
    { path: 'sample.yaml', text: withHead(first) },
    ...others.map((text, n) => ({ path: `other-${n}.yaml`, text })),
  ]);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings, null, 1));
  return loaded.plan;
}

function withHead(yaml: string): string {
  return yaml.includes('practice:') ? yaml : `${HEAD}${yaml}`;
}

/** One measure as YAML, with what most tests do not care about filled in. */
export function measure(id: string, fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ id, title: `Title of ${id}`, do: 'nudge', ...fields });
}

/** A practice of these measures, each as `measure` writes it. */
export function measures(...items: readonly string[]): string {
  return `measures: [${items.join(', ')}]\n`;
}

/** A valid event; what is not given is neutral. */
export function eventOf(fields: Readonly<Record<string, unknown>> = {}): Event {
  const given = {
    id: 'e1',
    kind: 'message',
    at: '2026-01-15T12:00:00Z',
    actor: { id: 'a' },
    target: { id: 't' },
    ...fields,
  };
  // A field that is undefined is left out, as it would be in JSON.
  const parsed = parseEvent(JSON.parse(JSON.stringify(given)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

export function outcome(plan: Plan, fields: Readonly<Record<string, unknown>> = {}): Outcome {
  return decide(plan, eventOf(fields)).outcome;
}

/** Ids of the measures that matched, strictest first. */
export function matched(plan: Plan, fields: Readonly<Record<string, unknown>> = {}): readonly string[] {
  return outcome(plan, fields).reasons.map(({ measure: id }) => id);
}

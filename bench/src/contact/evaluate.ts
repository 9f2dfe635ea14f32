import {
  ACTIONS,
  type Action,
  createMemoryHistory,
  decide,
  type Event,
  type MemoryHistory,
  type Plan,
  parseEvent,
  remember,
} from '@safeward/engine';
import { type Label, type Simulated, type SimulatedEvent, withoutContent } from '@safeward/simulator';

/** What a practice did in one conversation. */
export interface Judged {
  readonly label: Label;
  /** The mildest to the strictest, of all its events; for a risky one up to and with its first request. */
  readonly strictest: Action;
  /** Messages of the one who asks that were delivered untouched before the first that was not; all where none was. */
  readonly before: number;
}

/** Measures against contact by strangers as such: they act whoever it is, so they are counted apart. */
export type Ignore = (measure: string) => boolean;

/** Decides the events in the order of time, folding a history as a gate does. */
export function judge(
  plan: Plan,
  { events, labels }: Simulated,
  { content, ignore }: { readonly content: boolean; readonly ignore: Ignore },
): readonly Judged[] {
  const history = createMemoryHistory();
  const open = new Map(
    labels.map((label) => [label.conversation, { label, strictest: 0, before: 0, done: false }]),
  );
  for (const simulated of events) {
    const level = decided(plan, history, content ? simulated : withoutContent(simulated), ignore);
    const conversation = open.get(simulated.conversation);
    if (conversation === undefined || conversation.done) continue;
    if (level > 0 || conversation.strictest > 0)
      conversation.strictest = Math.max(conversation.strictest, level);
    else if (simulated.actor.id.endsWith('-a')) conversation.before += 1;
    if (simulated.id === conversation.label.ask) conversation.done = true;
  }
  return [...open.values()].map(({ label, strictest, before }) => ({
    label,
    strictest: ACTIONS[strictest] ?? 'allow',
    before,
  }));
}

/** Decides an event, folds it, and says how strict the strictest measure was. @returns its place in `ACTIONS` */
export function decided(plan: Plan, history: MemoryHistory, given: SimulatedEvent, ignore: Ignore): number {
  const parsed = parseEvent(given);
  if (!parsed.ok)
    throw new Error(`an event of a conversation is none: ${JSON.stringify(parsed.problems[0])}`);
  const event: Event = parsed.value;
  const { outcome } = decide(plan, event, history.of(event));
  remember(history, event);
  return Math.max(
    0,
    ...outcome.reasons.flatMap(({ measure, action }) => (ignore(measure) ? [] : [ACTIONS.indexOf(action)])),
  );
}

/** One row of the table. */
export interface ContactRow {
  readonly conversations: number;
  /** Share acted upon on or before the first request; of harmless ones, touched at all. */
  readonly touched: number;
  /** Share held or blocked. */
  readonly held: number;
  /** Messages delivered before the first action, of those that were acted upon. */
  readonly medianBefore: number | null;
  readonly p90Before: number | null;
}

export function rowOf(judged: readonly Judged[]): ContactRow {
  const share = (least: number): number =>
    judged.filter(({ strictest }) => ACTIONS.indexOf(strictest) >= least).length / Math.max(1, judged.length);
  const before = judged
    .filter(({ strictest }) => strictest !== 'allow')
    .map((one) => one.before)
    .sort((one, two) => one - two);
  const at = (quantile: number): number | null => before[Math.floor(quantile * (before.length - 1))] ?? null;
  return {
    conversations: judged.length,
    touched: share(1),
    held: share(3),
    medianBefore: at(0.5),
    p90Before: at(0.9),
  };
}

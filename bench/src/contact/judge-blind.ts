import { createMemoryHistory, decide, type Plan, parseEvent, remember } from '@safeward/engine';
import { type HandWritten, readHandWritten } from './blind.ts';
import type { Ignore } from './evaluate.ts';

const STRICT = ['allow', 'nudge', 'limit', 'hold', 'block'] as const;

export interface BlindRow {
  readonly name: string;
  readonly risky: boolean;
  /** The strictest action; for an approach up to and with its first request. */
  readonly strictest: (typeof STRICT)[number];
}

/** Decides the conversations written by hand, each with a history of its own. */
export function judgeBlind(plan: Plan, ignore: Ignore): readonly BlindRow[] {
  return readHandWritten().map((written) => ({
    name: written.name,
    risky: written.risky,
    strictest: STRICT[strictest(plan, written, ignore)] ?? 'allow',
  }));
}

function strictest(plan: Plan, { events, ask }: HandWritten, ignore: Ignore): number {
  const history = createMemoryHistory();
  let level = 0;
  for (const written of events) {
    const parsed = parseEvent(written);
    if (!parsed.ok)
      throw new Error(`an event written by hand is none: ${JSON.stringify(parsed.problems[0])}`);
    const { outcome } = decide(plan, parsed.value, history.of(parsed.value));
    remember(history, parsed.value);
    for (const { measure, action } of outcome.reasons)
      if (!ignore(measure)) level = Math.max(level, STRICT.indexOf(action));
    if (written.id === ask) break;
  }
  return level;
}

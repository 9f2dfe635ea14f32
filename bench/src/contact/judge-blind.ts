import { ACTIONS, type Action, createMemoryHistory, type Plan } from '@safeward/engine';
import { type HandWritten, readHandWritten } from './blind.ts';
import { decided, type Ignore } from './evaluate.ts';

export interface BlindRow {
  readonly name: string;
  readonly risky: boolean;
  /** The strictest action; for an approach up to and with its first request. */
  readonly strictest: Action;
}

/** Decides the conversations written by hand, each with a history of its own. */
export function judgeBlind(plan: Plan, ignore: Ignore): readonly BlindRow[] {
  return readHandWritten().map((written) => ({
    name: written.name,
    risky: written.risky,
    strictest: ACTIONS[strictest(plan, written, ignore)] ?? 'allow',
  }));
}

function strictest(plan: Plan, { events, ask }: HandWritten, ignore: Ignore): number {
  const history = createMemoryHistory();
  let level = 0;
  for (const written of events) {
    level = Math.max(level, decided(plan, history, written, ignore));
    if (written.id === ask) break;
  }
  return level;
}

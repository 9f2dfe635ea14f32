import type { Outcome } from '@safeward/engine';
import { paint } from '../terminal.ts';

type Action = Outcome['action'];

const STYLES = {
  allow: 'green',
  nudge: 'cyan',
  limit: 'yellow',
  hold: 'magenta',
  block: 'red',
} as const satisfies Record<Action, string>;

/** The action's name in its colour. */
export function paintAction(
  action: Action,
  text: string = action,
  stream: NodeJS.WriteStream = process.stdout,
): string {
  return paint(STYLES[action], text, stream);
}

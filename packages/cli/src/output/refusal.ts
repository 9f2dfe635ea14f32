import type { Problem } from '@safeward/engine';
import { paint } from '../terminal.ts';
import { visible } from './visible.ts';

/** What stands on the line of an event that could not be read; the same fields as the server's problem documents. */
export interface LineError {
  readonly error: {
    readonly code: string;
    readonly detail: string;
    /** Of the first problem. */
    readonly pointer: string;
    readonly errors: readonly Problem[];
  };
  readonly line: number;
}

/** Many problems say no more than the first few. */
const MAX_ERRORS = 20;

export function toLineError(problems: readonly Problem[], line: number): LineError {
  const [first] = problems;
  const { code, pointer, detail } = first ?? { code: 'invalid_event', pointer: '', detail: 'is no event' };
  return {
    error: { code, detail: sentence(pointer, detail), pointer, errors: problems.slice(0, MAX_ERRORS) },
    line,
  };
}

/** The same for a person. */
export function formatRefusal(problems: readonly Problem[], line: number): string {
  const { error } = toLineError(problems, line);
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `${paint('red', `line ${line}`)}  ${visible(error.detail)}${more}`;
}

function sentence(pointer: string, detail: string): string {
  return `${pointer || 'The line'} ${detail}${/[.!?]$/.test(detail) ? '' : '.'}`;
}

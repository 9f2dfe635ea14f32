import type { TraceEntry } from '@safeward/engine';
import { paint } from '../terminal.ts';
import { formatTable } from './table.ts';
import { visible } from './visible.ts';
import { countOf } from './words.ts';

type Result = TraceEntry['result'];

const INDENT = '    ';

/** How a measure that was tried is shown; who was not reached is only counted. */
const SHOWN: Readonly<
  Record<Exclude<Result, 'not_reached'>, readonly [style: 'green' | 'yellow' | 'dim', word: string]>
> = {
  matched: ['green', 'matched'],
  excepted: ['yellow', 'excepted'],
  unknown: ['yellow', 'unknown'],
  not_matched: ['dim', 'no match'],
};

/** What became of each measure, for a person: those that matched first. */
export function formatTrace(trace: readonly TraceEntry[], width: number): readonly string[] {
  const order = Object.keys(SHOWN);
  const rows = trace
    .flatMap((entry) => (entry.result === 'not_reached' ? [] : [{ ...entry, result: entry.result }]))
    .toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result))
    .map(({ measure, mode, result, why }) => {
      const [style, word] = SHOWN[result];
      return [paint(style, word), `${measure}${mode === 'shadow' ? ' (shadow)' : ''}`, visible(why)];
    });
  const rest = trace.length - rows.length;
  const table = formatTable(rows, width - INDENT.length).trimEnd();
  const lines = table === '' ? [] : table.split('\n');
  if (rest > 0)
    lines.push(paint('dim', `${countOf(rest, 'measure')} for other kinds of event, or not in force`));
  return lines.map((line) => INDENT + line);
}

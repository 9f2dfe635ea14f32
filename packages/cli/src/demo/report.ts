import { ACTIONS, type Action } from '@safeward/engine';
import { wrap } from '../output/columns.ts';
import { paintAction } from '../output/style.ts';
import type { Summary } from '../output/summary.ts';
import { formatTable } from '../output/table.ts';
import { countOf } from '../output/words.ts';
import { curlFor } from '../server/curl.ts';
import { paint } from '../terminal.ts';
import type { Played } from './play.ts';

/** What became of an interaction, in a few words. */
const MEANS: Readonly<Record<Action, string>> = {
  allow: 'delivered',
  nudge: 'delivered, with a word to somebody first',
  limit: 'delivered with less',
  hold: 'not delivered until somebody says yes',
  block: 'not delivered',
};

const BAR_COLUMNS = 40;
const MEASURES_SHOWN = 10;

/** What each action means, for who sees them for the first time. */
export function formatLegend(width: number): string {
  const parts = ACTIONS.map((action) => `${action}: ${MEANS[action]}`).join(' · ');
  return wrap(parts, width)
    .map((line) => `${paint('dim', line)}\n`)
    .join('');
}

/** The counts after the last event, and how long the gate took. */
export function formatPlayed(summary: Summary, played: Played, { again, width }: PlayedView): string {
  const rows = ACTIONS.map((action) => {
    const count = summary.actions[action];
    const bar = '█'.repeat(Math.ceil((count / Math.max(summary.events, 1)) * BAR_COLUMNS));
    return [
      `  ${paintAction(action)}`,
      String(count).padStart(4),
      paintAction(action, bar.padEnd(1)),
      paint('dim', MEANS[action]),
    ];
  });
  const measures = summary.measures();
  const most = measures.slice(0, MEASURES_SHOWN).map(([measure, count]) => `${measure} ${count}`);
  const rest = measures.length - most.length;
  const matched = `Measures that matched: ${most.join(', ')}${rest > 0 ? `, and ${rest} others` : ''}.`;
  return `\n${formatTable(rows)}\n${[matched, describeTimes(summary, played, again)]
    .flatMap((text) => wrap(text, width))
    .map((line) => `${line}\n`)
    .join('')}`;
}

export interface PlayedView {
  readonly again: boolean;
  readonly width: number;
}

function describeTimes({ events }: Summary, { milliseconds, seconds }: Played, again: boolean): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const what = again
    ? 'each looked up, for they were decided before,'
    : 'each recorded on disk before it was answered,';
  return `${countOf(events, 'event')} in ${seconds.toFixed(1)} s, ${what} in ${at(0.5)} ms (median) and ${at(0.99)} ms (99 of 100).`;
}

export interface Farewell {
  readonly url: string;
  readonly key: string;
  readonly firstKey: string | null;
  readonly dataDir: string;
}

/** Where everything is, and what to do next. */
export function formatFarewell({ url, key, firstKey, dataDir }: Farewell, width: number): string {
  const rows = [
    ['address', url, `${url}/docs describes the API`],
    ['key', key, 'decide, read, explain; until the next start'],
    ...(firstKey === null ? [] : [['first key', firstKey, 'every scope; shown only now']]),
    ['data', dataDir, 'remove it to begin anew'],
  ];
  const table = formatTable(
    rows.map(([name = '', value = '', note = '']) => [
      `  ${paint('dim', name)}`,
      `${value} ${paint('dim', `(${note})`)}`,
    ]),
    width,
  );
  return (
    `\n${paint('green', 'Safeward keeps serving; Ctrl-C stops it.')}\n${table}\n` +
    `Ask it yourself:\n${curlFor(url, key)}\n\n` +
    'Next: `npx safeward practice new my-practice` writes a code of practice to change,\n' +
    '      `npx safeward serve --practice my-practice` puts it in force.\n'
  );
}

import { formatSummary, type Summary } from '../output/summary.ts';
import { curlFor } from '../server/curl.ts';
import { paint } from '../terminal.ts';
import type { Played } from './play.ts';

/** The counts after the last event, and how long the gate took. */
export function formatPlayed(summary: Summary, { milliseconds, seconds }: Played, again: boolean): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const what = again ? 'Looking each up' : 'Each was recorded before it was answered, which';
  const times = `${what} took ${at(0.5)} ms (median), ${at(0.99)} ms (99 of 100); ${seconds.toFixed(1)} s in all.`;
  return `\n${formatSummary(summary, process.stdout)}${times}\n`;
}

export interface Farewell {
  readonly url: string;
  readonly key: string;
  readonly firstKey: string | null;
  readonly dataDir: string;
}

/** Where everything is, and what to do next. */
export function formatFarewell({ url, key, firstKey, dataDir }: Farewell): string {
  const rows = [
    ['address', url],
    ['API', `${url}/docs`],
    ['key', `${key}  (until the next start; decide, read, explain)`],
    ...(firstKey === null ? [] : [['first key', `${firstKey}  (every scope; shown only now)`]]),
    ['data', `${dataDir}  (remove it to begin anew)`],
  ];
  const lines = rows.map(([name = '', value = '']) => `  ${paint('dim', name.padEnd(9))} ${value}\n`);
  return (
    `\n${paint('green', 'Safeward keeps serving; Ctrl-C stops it.')}\n${lines.join('')}\n` +
    `Ask it yourself:\n${curlFor(url, key)}\n\n` +
    'Next: `npx safeward practice new my-practice` writes a code of practice to change,\n' +
    '      `npx safeward serve --practice my-practice` puts it in force.\n'
  );
}

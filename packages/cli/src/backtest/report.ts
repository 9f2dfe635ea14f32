import { paint } from '../terminal.ts';
import { type Counted, seen, sumOf } from './counted.ts';
import { headline, notes, type Report, resolvedLines } from './headline.ts';
import { formatSamples } from './sample-lines.ts';
import { formatTables } from './tables.ts';

/** All that was counted, for a person: the sentence that matters first, then tables, then samples to read. */
export function formatReport(report: Report, width: number): string {
  const { counted } = report;
  const tables = formatTables(counted.tally);
  return [
    `${paint('bold', headline(counted))}\n`,
    ...[...notes(report), ...resolvedLines(counted)].map((line) => `${line}\n`),
    tables === '' ? '' : `\n${tables}`,
    formatSamples(counted.tally, width),
  ].join('');
}

/** The same as data. */
export function reportData({
  counted,
  candidate,
  against,
  afresh,
  complete,
}: Report): Readonly<Record<string, unknown>> {
  const { tally, asDecided, notKept, degraded, refused } = counted;
  return {
    complete,
    candidate,
    against,
    afresh,
    seen: seen(counted),
    compared: tally.events,
    compared_as_decided: asDecided,
    not_kept: { count: sumOf(notKept), by_action: notKept },
    degraded,
    refused: refused.count,
    refused_first: refused.first,
    headline: headline(counted),
    ...inOrder(tally),
  };
}

/** Names in the order of the alphabet: the order in which threads came upon them is chance. */
function inOrder({ samples, ...tally }: Counted['tally']): Readonly<Record<string, unknown>> {
  const { changes, others, actions, by, measures, resolved, groups } = tally;
  return {
    changes,
    actions: sorted(actions),
    others: sorted(others),
    by: Object.fromEntries(Object.entries(by).map(([part, rows]) => [part, sorted(rows)])),
    measures: sorted(measures),
    resolved: sorted(
      Object.fromEntries(
        Object.entries(resolved).map(([key, { held, blocked, notHeld }]) => [
          key,
          { held, blocked, not_held: notHeld },
        ]),
      ),
    ),
    groups: sorted(groups),
    samples: sorted(samples),
  };
}

function sorted<T>(named: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

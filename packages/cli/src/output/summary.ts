import { ACTIONS, type Outcome } from '@safeward/engine';
import { createRefusedLines, describeRefused, type RefusedLines } from '../input/refused-lines.ts';
import { paint } from '../terminal.ts';
import { paintAction } from './style.ts';
import { formatTable } from './table.ts';

/** Counts over many decisions. */
export interface Summary {
  add(outcome: Outcome): void;
  readonly events: number;
  readonly refused: RefusedLines;
  /** How often each action was taken, mildest first. */
  readonly actions: Readonly<Record<Outcome['action'], number>>;
  /** How often each measure matched, most often first. */
  measures(): readonly (readonly [measure: string, count: number])[];
  shadow(): readonly (readonly [measure: string, count: number])[];
}

export function createSummary(): Summary {
  const actions = { allow: 0, nudge: 0, limit: 0, hold: 0, block: 0 };
  const measures = new Map<string, number>();
  const shadow = new Map<string, number>();
  const refused = createRefusedLines();
  let events = 0;
  return {
    add(outcome) {
      events += 1;
      actions[outcome.action] += 1;
      for (const { measure } of outcome.reasons) count(measures, measure);
      for (const { measure } of outcome.shadow ?? []) count(shadow, measure);
    },
    get events() {
      return events;
    },
    refused,
    actions,
    measures: () => ranked(measures),
    shadow: () => ranked(shadow),
  };
}

/** The counts in words and columns, for a person who looks at the stream. */
export function formatSummary(summary: Summary, stream: NodeJS.WriteStream): string {
  const { events, refused, actions } = summary;
  const taken = ACTIONS.filter((action) => actions[action] > 0).map(
    (action) => `${paintAction(action, action, stream)} ${number(actions[action])}`,
  );
  const parts = [`${number(events)} decided${events > 0 ? `: ${taken.join(', ')}` : ''}`];
  if (refused.count > 0) parts.push(paint('red', describeRefused(refused), stream));
  const measures = [
    ...summary.measures().map(([measure, times]) => [`  ${measure}`, number(times)]),
    ...summary.shadow().map(([measure, times]) => [`  ${measure}`, `${number(times)} (shadow)`]),
  ];
  return `${parts.join('; ')}\n${formatTable(measures)}`;
}

/** The counts as data. */
export function summaryData(summary: Summary): Readonly<Record<string, unknown>> {
  const { events, refused, actions } = summary;
  return {
    events,
    refused: refused.count,
    refused_lines: refused.first,
    actions,
    measures: Object.fromEntries(summary.measures()),
    shadow: Object.fromEntries(summary.shadow()),
  };
}

/** With the same separators everywhere. */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function ranked(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

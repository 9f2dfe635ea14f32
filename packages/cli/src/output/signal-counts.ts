import type { SignalReading } from '@safeward/engine';
import { createRefusedLines, describeRefused, type RefusedLines } from '../input/refused-lines.ts';
import { paint } from '../terminal.ts';
import { formatTable } from './table.ts';
import { countOf } from './words.ts';

/** Counts over many readings. */
export interface SignalCounts {
  add(reading: SignalReading): void;
  readonly refused: RefusedLines;
  readonly lines: number;
  /** Lines with at least one text signal. */
  readonly withSignals: number;
  /** In how many lines each text signal occurs, most often first. */
  signals(): readonly SignalCount[];
}

export interface SignalCount {
  readonly signal: string;
  readonly family: string;
  readonly lines: number;
}

export function createSignalCounts(): SignalCounts {
  const refused = createRefusedLines();
  const signals = new Map<string, SignalCount>();
  let lines = 0;
  let withSignals = 0;
  return {
    add({ text }) {
      lines += 1;
      if (text.length > 0) withSignals += 1;
      for (const { signal, family } of text) {
        signals.set(signal, { signal, family, lines: (signals.get(signal)?.lines ?? 0) + 1 });
      }
    },
    refused,
    get lines() {
      return lines;
    },
    get withSignals() {
      return withSignals;
    },
    signals: () =>
      [...signals.values()].toSorted((a, b) => b.lines - a.lines || (a.signal < b.signal ? -1 : 1)),
  };
}

/** The counts in words and columns, for a person who looks at the stream. */
export function formatSignalCounts(counts: SignalCounts, stream: NodeJS.WriteStream): string {
  const parts = [
    `${countOf(counts.lines, 'line')} read, ${counts.withSignals.toLocaleString('en-US')} with text signals`,
  ];
  if (counts.refused.count > 0) parts.push(paint('red', describeRefused(counts.refused), stream));
  const rows = counts
    .signals()
    .map(({ signal, family, lines }) => [
      `  ${signal}`,
      paint('dim', family, stream),
      lines.toLocaleString('en-US'),
    ]);
  return `${parts.join('; ')}\n${formatTable(rows)}`;
}

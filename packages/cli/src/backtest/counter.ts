import { addComparison, decide, emptyTally, type Parsed, type Plan, shareText } from '@safeward/engine';
import type { PastDecision } from '@safeward/server';
import { toLineError } from '../output/refusal.ts';
import { type Counted, firstOf, type Refused } from './counted.ts';
import { type PastEvent, parsePastEvent, readRecord } from './past-event.ts';

/** A part of the past: whole lines of a file, or records. */
export type Batch =
  | { readonly kind: 'lines'; readonly bytes: Uint8Array; readonly firstLine: number }
  | { readonly kind: 'records'; readonly records: readonly PastDecision[] };

export interface CounterOptions {
  readonly candidate: Plan;
  /** What is compared with where nothing was decided. */
  readonly against: Plan;
  /** Compare with `against` even where something was decided. */
  readonly afresh: boolean;
  /** To keep of each group. */
  readonly samples: number;
}

/** Decides the past again and counts what changes; purely, but for the tally it adds to. */
export interface Counter {
  add(batch: Batch): void;
  counted(): Counted;
}

const LINE_FEED = 0x0a;
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d]);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

export function createCounter({ candidate, against, afresh, samples }: CounterOptions): Counter {
  const tally = emptyTally();
  const notKept: Record<string, number> = {};
  let pair: readonly [Plan, Plan] | undefined;
  let asDecided = 0;
  let degraded = 0;
  let refusedCount = 0;
  let first: readonly Refused[] = [];

  function addLines(bytes: Uint8Array, firstLine: number): void {
    let number = firstLine;
    for (let from = firstLine === 1 ? markLength(bytes) : 0; from < bytes.length; number++) {
      const feed = bytes.indexOf(LINE_FEED, from);
      const end = feed < 0 ? bytes.length : feed;
      const line = bytes.subarray(from, end);
      if (!isBlank(line)) addParsed(parsePastEvent(line), number);
      from = end + 1;
    }
  }

  function addRecord({ event, ...record }: PastDecision): void {
    if (event === null) notKept[record.action] = (notKept[record.action] ?? 0) + 1;
    else addParsed(readRecord({ ...record, event }), record.id);
  }

  function addParsed(parsed: Parsed<PastEvent>, at: number | string): void {
    if (!parsed.ok) {
      refusedCount += 1;
      const { detail } = toLineError(parsed.problems, 0).error;
      first = firstOf([...first, { at, detail }]);
      return;
    }
    const { event, decided, resolution } = parsed.value;
    const recorded = afresh ? undefined : decided;
    if (recorded?.isDegraded) {
      degraded += 1;
      return;
    }
    if (recorded !== undefined) {
      asDecided += 1;
      const after = decide(candidate, event).outcome;
      addComparison(tally, { event, before: recorded.compared, after, resolution }, samples);
      return;
    }
    // Made when it is first needed: records come with their decisions.
    pair ??= shareText(against, candidate);
    const [one, two] = pair;
    const before = decide(one, event).outcome;
    const after = decide(two, event).outcome;
    addComparison(tally, { event, before, after, resolution }, samples);
  }

  return {
    add(batch) {
      switch (batch.kind) {
        case 'lines':
          addLines(batch.bytes, batch.firstLine);
          break;
        case 'records':
          for (const record of batch.records) addRecord(record);
          break;
        default:
          batch satisfies never;
      }
    },
    counted: () => ({ tally, asDecided, notKept, degraded, refused: { count: refusedCount, first } }),
  };
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => BLANK.has(byte));
}

function markLength(bytes: Uint8Array): number {
  return BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte) ? BYTE_ORDER_MARK.length : 0;
}

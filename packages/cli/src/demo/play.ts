import { setTimeout as sleep } from 'node:timers/promises';
import type { Event } from '@safeward/engine';
import type { Summary } from '../output/summary.ts';
import { lineWidth, print } from '../terminal.ts';
import type { Decision, Gate } from './gate.ts';
import { formatLine } from './line.ts';

/** How fast events follow each other where somebody watches them for the first time. */
const PACE_MS = 28;

export interface Played {
  /** What the gate needed for each, in milliseconds, as it measured itself. */
  readonly milliseconds: readonly number[];
  /** From the first question to the last answer. */
  readonly seconds: number;
}

export interface PlayOptions {
  readonly json: boolean;
  /** Slowly enough to read. */
  readonly paced: boolean;
  readonly summary: Summary;
  readonly stopped: AbortSignal;
}

/** Puts the events past the gate one after the other and shows each decision as it is made. */
export async function play(gate: Gate, events: readonly Event[], options: PlayOptions): Promise<Played> {
  const milliseconds: number[] = [];
  const began = performance.now();
  for (const event of events) {
    if (options.stopped.aborted) break;
    const asked = performance.now();
    const decision = await gate.decide(event);
    milliseconds.push(decision.timing_ms.total);
    options.summary.add(decision);
    await show(event, decision, options.json);
    if (options.paced) await sleep(Math.max(PACE_MS - (performance.now() - asked), 0));
  }
  return { milliseconds, seconds: (performance.now() - began) / 1000 };
}

async function show(event: Event, decision: Decision, json: boolean): Promise<void> {
  await print(
    json
      ? `${JSON.stringify(decision)}\n`
      : `${formatLine(event, decision, decision.timing_ms.total, { width: lineWidth() })}\n`,
  );
}

import {
  createMemoryHistory,
  decide,
  type Event,
  explain,
  type MemoryHistory,
  type Plan,
  parseEventJson,
  remember,
} from '@safeward/engine';
import { EXIT } from '../exit.ts';
import { answerLines } from '../input/answer-lines.ts';
import type { Line } from '../input/lines.ts';
import { formatDecision } from '../output/decision-line.ts';
import { formatRefusal, toLineError } from '../output/refusal.ts';
import { createSummary, formatSummary, type Summary, summaryData } from '../output/summary.ts';
import { formatTrace } from '../output/trace.ts';
import { STARTER } from '../practice/folder.ts';
import { loadPlan } from '../practice/load.ts';
import { say, width } from '../terminal.ts';

export interface DecideOptions {
  readonly practice?: string;
  readonly explain?: true;
  readonly history?: true;
  readonly summary?: true;
  readonly json?: true;
}

/** Decides every event of a file, and says at the end how often what was decided. */
export async function decideFile(file: string, options: DecideOptions): Promise<0 | 2> {
  const plan = loadPlan(options.practice ?? STARTER);
  const asJson = options.json === true || !process.stdout.isTTY;
  const summary = createSummary();
  const answer = answerWith(plan, summary, {
    explain: options.explain === true,
    asJson,
    history: options.history === true ? createMemoryHistory() : null,
  });
  await answerLines(file, answer, 'event');
  if (options.json) {
    if (options.summary) say(JSON.stringify(summaryData(summary)));
  } else {
    say(formatSummary(summary, process.stderr).trimEnd());
  }
  return summary.refused.count > 0 ? EXIT.usage : EXIT.fine;
}

function answerWith(
  plan: Plan,
  summary: Summary,
  how: { readonly explain: boolean; readonly asJson: boolean; readonly history: MemoryHistory | null },
): (line: Line) => string {
  return ({ bytes, number }) => {
    const parsed = parseEventJson(bytes);
    if (parsed.ok) {
      const line = how.explain ? explained(parsed.value) : decided(parsed.value);
      // Only now: a decision is about what happened before it.
      if (how.history !== null) remember(how.history, parsed.value);
      return line;
    }
    summary.refused.add(number);
    return how.asJson
      ? JSON.stringify(toLineError(parsed.problems, number))
      : formatRefusal(parsed.problems, number);
  };

  function decided(event: Event): string {
    const { outcome } = decide(plan, event, how.history?.of(event) ?? null);
    summary.add(outcome);
    return how.asJson ? JSON.stringify(outcome) : formatDecision(event, outcome, width());
  }

  function explained(event: Event): string {
    const { outcome, trace } = explain(plan, event, how.history?.of(event) ?? null);
    summary.add(outcome);
    if (how.asJson) return JSON.stringify({ ...outcome, trace });
    return [formatDecision(event, outcome, width()), ...formatTrace(trace, width())].join('\n');
  }
}

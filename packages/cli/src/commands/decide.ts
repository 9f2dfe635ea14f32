import { decide, type Event, explain, type Plan, parseEventJson } from '@safeward/engine';
import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { answerLines } from '../input/answer-lines.ts';
import type { Line } from '../input/lines.ts';
import { formatDecision } from '../output/decision-line.ts';
import { formatRefusal, toLineError } from '../output/refusal.ts';
import { createSummary, formatSummary, type Summary, summaryData } from '../output/summary.ts';
import { formatTrace } from '../output/trace.ts';
import { STARTER } from '../practice/folder.ts';
import { loadFrom } from '../practice/load.ts';
import { say, width } from '../terminal.ts';

interface Options {
  readonly practice?: string;
  readonly explain?: true;
  readonly summary?: true;
  readonly json?: true;
}

export function decideCommand(finish: Finish): Command {
  return defineCommand({
    name: 'decide',
    description:
      'Decides the events of a file, without a server: JSON lines in, JSON lines out, in the same order.',
    json: 'print JSON lines, as where the output is no terminal',
    examples: [
      'safeward decide events.jsonl',
      'safeward decide --practice my-practice --summary events.jsonl > decisions.jsonl',
      'tail -f events.jsonl | safeward decide -',
    ],
    exits: [EXIT.checkFailed],
    more:
      'Every line that is not blank gets one line. One that is no event gets {"error": …, "line": N} in its place,\n' +
      'and the command ends with 2 when it has decided all others. Counts go to standard error.',
  })
    .argument('<file>', 'a file of JSON lines, one event each; - for standard input')
    .option(
      '--practice <dir>',
      'decide by this code of practice; without it by the starter that Safeward comes with',
    )
    .option('--explain', 'add the trace of every measure: matched, or not because of which part')
    .option('--summary', 'print the counts at the end also with --json, then as JSON')
    .action(async (file: string, options: Options) => {
      finish(await decideFile(file, options));
    });
}

async function decideFile(file: string, options: Options): Promise<0 | 2> {
  const { plan } = loadFrom(options.practice ?? STARTER);
  const asJson = options.json === true || !process.stdout.isTTY;
  const summary = createSummary();
  const answer = answerWith(plan, summary, { explain: options.explain === true, asJson });
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
  how: { readonly explain: boolean; readonly asJson: boolean },
): (line: Line) => string {
  return ({ bytes, number }) => {
    const parsed = parseEventJson(bytes);
    if (parsed.ok) return how.explain ? explained(parsed.value) : decided(parsed.value);
    summary.refused.add(number);
    return how.asJson
      ? JSON.stringify(toLineError(parsed.problems, number))
      : formatRefusal(parsed.problems, number);
  };

  function decided(event: Event): string {
    const { outcome } = decide(plan, event);
    summary.add(outcome);
    return how.asJson ? JSON.stringify(outcome) : formatDecision(event, outcome, width());
  }

  function explained(event: Event): string {
    const { outcome, trace } = explain(plan, event);
    summary.add(outcome);
    if (how.asJson) return JSON.stringify({ ...outcome, trace });
    return [formatDecision(event, outcome, width()), ...formatTrace(trace, width())].join('\n');
  }
}

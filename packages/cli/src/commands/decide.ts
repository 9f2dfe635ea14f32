import { DEFAULT_LIMITS, decide, type Event, explain, type Plan, parseEventJson } from '@safeward/engine';
import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { readLines } from '../input/lines.ts';
import { openInput } from '../input/open.ts';
import { asMistake } from '../mistake.ts';
import { formatDecision } from '../output/decision-line.ts';
import { createProgress } from '../output/progress.ts';
import { formatRefusal, toLineError } from '../output/refusal.ts';
import { createSummary, formatSummary, number, type Summary, summaryData } from '../output/summary.ts';
import { STARTER } from '../practice/folder.ts';
import { loadFrom } from '../practice/load.ts';
import { print, say } from '../terminal.ts';

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
  const input = await openInput(file);
  const asJson = options.json === true || !process.stdout.isTTY;
  const answer = answerWith(plan, { explain: options.explain === true, asJson });
  const summary = createSummary();
  const progress = createProgress();
  const began = performance.now();
  try {
    for await (const lines of readLines(input, DEFAULT_LIMITS.totalBytes)) {
      let output = '';
      for (const { number: line, bytes } of lines) output += `${answer(bytes, line, summary)}\n`;
      if (!process.stdout.isTTY) progress.update(() => describeProgress(summary, began));
      await print(output);
    }
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  } finally {
    progress.clear();
  }
  if (options.summary || !options.json || process.stderr.isTTY) {
    say(options.json ? JSON.stringify(summaryData(summary)) : formatSummary(summary).trimEnd());
  }
  return summary.refused > 0 ? EXIT.usage : EXIT.fine;
}

type Answer = (bytes: Uint8Array, line: number, summary: Summary) => string;

function answerWith(plan: Plan, how: { readonly explain: boolean; readonly asJson: boolean }): Answer {
  return (bytes, line, summary) => {
    const parsed = parseEventJson(bytes);
    if (!parsed.ok) {
      summary.addRefused();
      return how.asJson
        ? JSON.stringify(toLineError(parsed.problems, line))
        : formatRefusal(parsed.problems, line);
    }
    return how.explain ? explained(parsed.value, summary) : decided(parsed.value, summary);
  };

  function decided(event: Event, summary: Summary): string {
    const { outcome } = decide(plan, event);
    summary.add(outcome);
    return how.asJson ? JSON.stringify(outcome) : formatDecision(event, outcome);
  }

  function explained(event: Event, summary: Summary): string {
    const { outcome, trace } = explain(plan, event);
    summary.add(outcome);
    if (how.asJson) return JSON.stringify({ ...outcome, trace });
    const steps = trace.map(({ measure, result, why }) => `    ${result}  ${measure}: ${why}`);
    return [formatDecision(event, outcome), ...steps].join('\n');
  }
}

function describeProgress({ events, refused }: Summary, began: number): string {
  const done = events + refused;
  const perSecond = Math.round(done / ((performance.now() - began) / 1000));
  return `${number(done)} events, ${number(perSecond)} a second`;
}

import { readSignals } from '@safeward/engine';
import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { answerLines } from '../input/answer-lines.ts';
import type { Line } from '../input/lines.ts';
import { parseSubject } from '../input/subject.ts';
import { formatReading } from '../output/reading.ts';
import { formatRefusal, toLineError } from '../output/refusal.ts';
import { createSignalCounts, formatSignalCounts, type SignalCounts } from '../output/signal-counts.ts';
import { say, width } from '../terminal.ts';

interface Options {
  readonly json?: true;
}

export function signalsCommand(finish: Finish): Command {
  return defineCommand({
    name: 'signals',
    description: 'Shows every signal that can be seen in events or texts, whatever a practice makes of it.',
    json: 'print JSON lines, as where the output is no terminal',
    examples: ['safeward signals events.jsonl', `echo '{"text":"h.o.w o1d are you?"}' | safeward signals -`],
    more:
      'A line is an event, or {"text": …} with whatever else beside it. Each gets one line of JSON: line, id, text\n' +
      '(signals with their spans, in UTF-16 units of the original), links, actor, target, relationship, audience. A line\n' +
      'that is neither gets {"error": …, "line": N}, and the command ends with 2 when it has read all others.',
  })
    .argument('<file>', 'a file of JSON lines; - for standard input')
    .action(async (file: string, options: Options) => {
      finish(await showSignals(file, options));
    });
}

async function showSignals(file: string, { json }: Options): Promise<0 | 2> {
  const counts = createSignalCounts();
  await answerLines(file, answerWith(counts, json === true || !process.stdout.isTTY), 'line');
  if (!json) say(formatSignalCounts(counts, process.stderr).trimEnd());
  return counts.refused.count > 0 ? EXIT.usage : EXIT.fine;
}

function answerWith(counts: SignalCounts, asJson: boolean): (line: Line) => string {
  return ({ bytes, number }) => {
    const parsed = parseSubject(bytes);
    if (!parsed.ok) {
      counts.refused.add(number);
      return asJson
        ? JSON.stringify(toLineError(parsed.problems, number))
        : `${formatRefusal(parsed.problems, number)}\n`;
    }
    const subject = parsed.value;
    const reading = readSignals(subject.kind === 'event' ? subject.event : { text: subject.text });
    counts.add(reading);
    if (!asJson) return `${formatReading(subject, reading, { line: number, width: width() })}\n`;
    const id = subject.kind === 'event' ? subject.event.id : subject.id;
    return JSON.stringify({ line: number, id, ...reading });
  };
}

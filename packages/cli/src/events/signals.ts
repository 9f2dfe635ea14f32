import { ATTRIBUTES, readSignals, type SignalReading } from '@safeward/engine';
import { EXIT } from '../exit.ts';
import { answerLines } from '../input/answer-lines.ts';
import type { Line } from '../input/lines.ts';
import { parseSubject } from '../input/subject.ts';
import { formatReading } from '../output/reading.ts';
import { formatRefusal, toLineError } from '../output/refusal.ts';
import { createSignalCounts, formatSignalCounts, type SignalCounts } from '../output/signal-counts.ts';
import { say, width } from '../terminal.ts';

/** Shows what can be seen on every line of a file, and at the end how often what was seen. */
export async function showSignals(file: string, json: boolean): Promise<0 | 2> {
  const counts = createSignalCounts();
  await answerLines(file, answerWith(counts, json || !process.stdout.isTTY), 'line');
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
    const { scores, ...rest } = reading;
    return JSON.stringify({
      scores: scores ?? NO_SCORES,
      signals: placesOf(reading),
      line: number,
      id,
      ...rest,
    });
  };
}

/** A text that no score is known of has every score, and none of them a value. */
const NO_SCORES: Readonly<Record<string, null>> = Object.fromEntries(ATTRIBUTES.map((name) => [name, null]));

/** Each signal's places, as pairs of UTF-16 units. */
function placesOf({ text }: SignalReading): Readonly<Record<string, readonly (readonly [number, number])[]>> {
  return Object.fromEntries(
    text.map(({ signal, spans }) => [signal, spans.map(({ start, end }) => [start, end] as const)]),
  );
}

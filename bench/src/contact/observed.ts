import {
  contactRisk,
  createMemoryHistory,
  type Event,
  normalize,
  observe,
  parseEvent,
  type RiskInput,
  riskInput,
  seeFamilies,
  wordingOf,
} from '@safeward/engine';
import { type Label, type Simulated, type SimulatedEvent, withoutContent } from '@safeward/simulator';

/** One event of a conversation as the risk of its contact is weighed; `input` is null where there is none to weigh. */
export interface Weighed {
  readonly event: string;
  readonly input: RiskInput | null;
  readonly score: number;
}

/** A conversation's events in order, up to and with its first request where there is one. */
export interface WeighedConversation {
  readonly label: Label;
  readonly content: boolean;
  readonly events: readonly Weighed[];
}

/** Folds simulated events in the order of time, as a gate would, and weighs each before it is folded. */
export function weigh({ events, labels }: Simulated, content: boolean): readonly WeighedConversation[] {
  const history = createMemoryHistory();
  const weighed = new Map<string, Weighed[]>();
  for (const simulated of events) {
    const event = read(content ? simulated : withoutContent(simulated));
    const text = event.content?.text;
    const normalized = text === undefined ? undefined : normalize(text);
    const families = normalized === undefined ? [] : seeFamilies(normalized);
    const input = riskInput(event, history.of(event), families, new Date(event.at).getUTCHours());
    const entry = { event: event.id, input, score: contactRisk(input).score };
    const known = weighed.get(simulated.conversation);
    if (known === undefined) weighed.set(simulated.conversation, [entry]);
    else known.push(entry);
    const seen = observe(event, families, normalized === undefined ? null : wordingOf(normalized.plain.text));
    if (seen !== null) history.add(seen);
  }
  return labels.map((label) => {
    const all = weighed.get(label.conversation) ?? [];
    const asked = label.ask === null ? all.length : all.findIndex(({ event }) => event === label.ask) + 1;
    return { label, content, events: all.slice(0, asked) };
  });
}

function read(simulated: SimulatedEvent): Event {
  const parsed = parseEvent(simulated);
  if (!parsed.ok) throw new Error(`a simulated event is none: ${JSON.stringify(parsed.problems[0])}`);
  return parsed.value;
}

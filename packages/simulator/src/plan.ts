import type { Exchange, Line } from './exchange.ts';
import { ASKS, type Kind, type StageCode } from './kind.ts';
import type { Random } from './random.ts';

/** What conversations are made of, by name. */
export interface Phrases {
  readonly topics: ReadonlyMap<string, readonly Exchange[]>;
  readonly stages: ReadonlyMap<string, readonly Exchange[]>;
  readonly greetings: readonly Exchange[];
  readonly closings: readonly Exchange[];
}

/** One message to be, and the stage it belongs to where it belongs to one. */
export interface Planned extends Line {
  readonly stage: StageCode | null;
  /** True for a message with which a new sitting begins: hours or days after the one before. */
  readonly after: 'soon' | 'pause';
}

const USUAL_LENGTH = [5, 22] as const;

/** Which messages a conversation has, in which order; chance decides within what the kind says. */
export function planOf(
  kind: Kind,
  own: readonly Exchange[],
  phrases: Phrases,
  random: Random,
): readonly Planned[] {
  const chat = chatter(kind, own, phrases, random);
  const planned: Planned[] = [];
  const add = (exchange: Exchange, stage: StageCode | null): void => {
    const pause = planned.length > 0 && random.chance(stage === null ? 0.12 : 0.2);
    for (const [n, line] of exchange.entries()) {
      planned.push({
        ...line,
        stage: line.by === 'a' ? stage : null,
        after: n === 0 && pause ? 'pause' : 'soon',
      });
    }
  };
  const between = (from: number, to: number): number => from + random.below(to - from + 1);

  if (kind.length === undefined) add(random.pick(phrases.greetings), null);
  const { stages } = kind;
  if (stages === undefined) {
    const [from, to] = kind.length ?? USUAL_LENGTH;
    for (let left = between(from ?? 0, to ?? 0); left > 0; left -= 1) add(chat(), null);
  } else {
    for (const [n, exchange] of own.entries()) if (n < 2) add(exchange, null);
    for (const code of orderOf(stages, random)) {
      for (let left = between(...stages.between); left > 0 && kind.topics.length > 0; left -= 1)
        add(chat(), null);
      add(random.pick(listOf(phrases.stages, code)), code);
    }
  }
  if (kind.length === undefined && random.chance(0.7)) add(random.pick(phrases.closings), null);
  return planned;
}

/** Small talk: a kind's own exchanges come up more often than what anybody says; none again before all have been. */
function chatter(kind: Kind, own: readonly Exchange[], phrases: Phrases, random: Random): () => Exchange {
  const general = bag(
    kind.topics.flatMap((topic) => listOf(phrases.topics, topic)),
    random,
  );
  if (kind.stages !== undefined) return general;
  const special = bag(own, random);
  return () => (kind.topics.length === 0 || random.chance(0.55) ? special() : general());
}

/** Draws without putting back; begins anew when all have been drawn. */
function bag<T>(all: readonly T[], random: Random): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = [...all];
    const picked = random.pick(left);
    left.splice(left.indexOf(picked), 1);
    return picked;
  };
}

function orderOf(stages: NonNullable<Kind['stages']>, random: Random): readonly StageCode[] {
  const order = stages.order.filter((code) => ASKS.has(code) || !random.chance(stages.skip ?? 0));
  if (stages.shuffle !== true) return order;
  const shuffled = [...order];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    const [one, two] = [shuffled[at], shuffled[other]];
    if (one !== undefined && two !== undefined) [shuffled[at], shuffled[other]] = [two, one];
  }
  return shuffled;
}

function listOf(exchanges: ReadonlyMap<string, readonly Exchange[]>, name: string): readonly Exchange[] {
  const found = exchanges.get(name);
  if (found === undefined) throw new RangeError(`there is nothing to say about ${name}`);
  return found;
}

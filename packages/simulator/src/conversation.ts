import { type Cast, castOf } from './cast.ts';
import type { Exchange, Role } from './exchange.ts';
import { type Bank, say } from './grammar.ts';
import { ASKS, isRisky, type Kind, type StageCode } from './kind.ts';
import { type Phrases, type Planned, planOf } from './plan.ts';
import { createRandom, type Random } from './random.ts';
import { aroundFilters, inStyle } from './style.ts';

/** A kind with its own exchanges read. */
export interface Script {
  readonly kind: Kind;
  readonly own: readonly Exchange[];
}

/** An event in the shape that the gate takes, as far as the simulator fills it. */
export interface SimulatedEvent {
  readonly id: string;
  readonly kind: 'message' | 'group_message' | 'post' | 'contact_request';
  readonly at: string;
  readonly actor: Cast['a'];
  readonly target?: Cast['a'];
  readonly conversation: string;
  readonly audience?: unknown;
  readonly relationship?: { readonly connected: boolean; readonly mutual_connections: number };
  readonly content?: { readonly text?: string; readonly images?: readonly { readonly id: string }[] };
}

/** What is true of a conversation and what no event says. */
export interface Label {
  readonly conversation: string;
  readonly kind: string;
  readonly risky: boolean;
  readonly held_out: boolean;
  /** The first event with a request to meet, to move to another app or to send a picture; null where there is none. */
  readonly ask: string | null;
  /** Which events belong to which indicator family. */
  readonly stages: readonly { readonly event: string; readonly stage: StageCode }[];
}

export interface Conversation {
  readonly label: Label;
  readonly events: readonly SimulatedEvent[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A Monday; every simulated conversation begins within four weeks of it. */
const BEGINNING = Date.UTC(2026, 0, 5, 8);

/**
 * The conversations of one seed: one, or as many as the approach has copies.
 * The same seed gives the same events to the byte.
 */
export function converse(
  script: Script,
  phrases: Phrases,
  bank: Bank,
  id: string,
  seed: number,
): readonly Conversation[] {
  const { kind } = script;
  const chance = createRandom(seed);
  const start = BEGINNING + Math.floor(chance.next() * 28 * DAY);
  const first = castOf(kind, id, start, bank, chance);
  const copies =
    kind.copies === undefined ? 1 : kind.copies[0] + chance.below(kind.copies[1] - kind.copies[0] + 1);
  const shared = chance.below(0x7fff_ffff);
  return Array.from({ length: copies }, (_, n) => {
    const name = copies === 1 ? id : `${id}.${n + 1}`;
    const other = createRandom(seed + n + 1);
    const cast = n === 0 ? first : { ...first, b: castOf(kind, name, start, bank, other).b };
    // What `a` writes is the same in each copy; the answers are each child's own.
    return written(kind, name, cast, planOf(kind, script.own, phrases, createRandom(shared)), {
      start: start + n * 40 * MINUTE,
      bank,
      voices: { a: createRandom(shared + 1), b: other },
    });
  });
}

function written(
  kind: Kind,
  conversation: string,
  cast: Cast,
  plan: readonly Planned[],
  {
    start,
    bank,
    voices,
  }: { readonly start: number; readonly bank: Bank; readonly voices: Readonly<Record<Role, Random>> },
): Conversation {
  const events: SimulatedEvent[] = [];
  const stages: { event: string; stage: StageCode }[] = [];
  const clock = clockOf(kind, start, plan.length, voices.b);
  const id = (): string => `${conversation}#${events.length + 1}`;
  if (cast.connected === 'asked' && kind.group === undefined) {
    events.push({
      id: id(),
      kind: 'contact_request',
      at: clock(false),
      actor: cast.a,
      target: cast.b,
      conversation,
      relationship: { connected: false, mutual_connections: cast.mutual },
    });
  }
  for (const line of plan) {
    const event = id();
    if (line.stage !== null) stages.push({ event, stage: line.stage });
    const voice = voices[line.by];
    const plain = inStyle(say(line.phrase, bank, cast.bound, voice), cast.styles[line.by], voice);
    const text =
      line.stage !== null && voice.chance(kind.disguise ?? 0) ? aroundFilters(plain, voice) : plain;
    events.push({
      id: event,
      at: clock(line.after === 'pause'),
      ...between(kind, cast, line.by, voices.b),
      conversation,
      content: {
        ...(text === '' ? {} : { text }),
        ...(line.picture ? { images: [{ id: `${event}-picture` }] } : {}),
      },
    });
  }
  const ask = stages.find(({ stage }) => ASKS.has(stage))?.event ?? null;
  return {
    label: {
      conversation,
      kind: kind.kind,
      risky: isRisky(kind),
      held_out: kind.held_out === true,
      ask,
      stages,
    },
    events,
  };
}

/** Who says it to whom, in the shape of the kind of event. */
function between(kind: Kind, cast: Cast, by: Role, random: Random) {
  const [actor, target] = by === 'a' ? [cast.a, cast.b] : [cast.b, cast.a];
  if (kind.public === true) return { kind: 'post', actor, audience: 'public' } as const;
  if (kind.group !== undefined) {
    const [size, children] = [kind.group.size, kind.group.children].map(
      ([from, to]) => from + random.below(to - from + 1),
    );
    const audience = {
      kind: 'group',
      id: `${cast.a.id}-group`,
      size: Math.max(size ?? 2, children ?? 0),
      children,
    };
    return { kind: 'group_message', actor, audience } as const;
  }
  const relationship = { connected: cast.connected !== false, mutual_connections: cast.mutual };
  return { kind: 'message', actor, target, audience: 'direct', relationship } as const;
}

/** When the next message is sent: soon after the last, or after a pause so long that the whole takes its days. */
function clockOf(kind: Kind, start: number, messages: number, random: Random): (pause: boolean) => string {
  const [from, to] = kind.span_days ?? [0, 3];
  const days = from + random.below(to - from + 1);
  const pause = (days * DAY) / Math.max(1, messages * 0.07);
  let now = start;
  return (paused) => {
    now += Math.floor(MINUTE * (0.1 + random.next() * 2.5) + (paused ? pause * (0.5 + random.next()) : 0));
    return new Date(now).toISOString();
  };
}

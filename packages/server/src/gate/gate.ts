import type { Event } from '@safeward/engine';
import type { Attributes, Trace } from '../platform/trace/index.ts';
import type { Decided } from '../practices/index.ts';
import { asItIs, completeEvent, type Sources } from './complete-event.ts';
import type { Completion } from './completing.ts';
import { eventHash } from './event-hash.ts';
import type { Files } from './images/arrived.ts';
import { canBeSeen, isUnlooked } from './images/look.ts';
import { completedFrom } from './known.ts';
import { createRecent, type Recent } from './recent.ts';
import { conclude, type GateAnswer, OTHER_EVENT, repeatOf, type Settled } from './settled.ts';
import { createTurn } from './turn.ts';
import { type Stores, type UnderWay, undertake } from './under-way.ts';

export interface GateOptions extends Stores, Sources {
  /** By the practice in force at this moment. */
  readonly decide: (event: Event) => Decided;
}

export interface Gate {
  /**
   * Decides an event and answers when the decision is durable, at the latest when the deadline comes.
   *
   * @param withinMs the deadline, from now on
   * @param shadow whether what is decided is only reported; an event that was decided before gets the same again
   * @param trace is told of the steps, where the request is traced
   * @param files of its images; handed over, and gone afterwards
   */
  decide(
    event: Event,
    withinMs: number,
    shadow?: boolean,
    trace?: Trace | null,
    files?: Files,
  ): Promise<GateAnswer>;
}

/** One decision for one event, however often and from however many sides it comes. */
export function createGate(options: GateOptions): Gate {
  const { spool } = options;
  // What is only reported is answered otherwise: it is remembered apart.
  const inShadow = { ...options, recent: createRecent() };
  const underWay = new Map<string, UnderWay>();
  const turn = createTurn();

  async function decideOnce(
    event: Event,
    withinMs: number,
    shadow = false,
    trace: Trace | null = null,
    files: Files = NO_FILES,
  ): Promise<GateAnswer> {
    const began = performance.now();
    const concluded = (settled: Settled, signals?: number): GateAnswer =>
      conclude(settled, { signals, total: performance.now() - began });
    const hash = eventHash(event);

    const stores = shadow ? inShadow : options;
    const toSee = canBeSeen(event, files);
    const isAsked = (toSee || options.completing.isNeeded(event)) && !underWay.has(event.id);
    const {
      event: whole,
      known,
      missed,
    } = isAsked ? await complete(event, hash, withinMs, stores.recent, toSee ? files : null) : asItIs(event);

    if (isAsked) trace?.add('safeward.people', began, performance.now(), { 'safeward.missed': missed });
    await turn();
    const spooled = underWay.has(event.id) ? null : spool.find(event.id);
    const found = spooled === null ? null : await spooled;
    if (found) return concluded(repeatOf(found, hash, 'spooled'));
    // From here to where the new decision is entered nothing waits: of two at once, the second finds the first.
    const other = underWay.get(event.id);
    if (other) {
      if (other.hash !== hash) return concluded(OTHER_EVENT);
      other.hurry(withinMs);
      return concluded(await other.settled);
    }
    const from = performance.now();
    const decided = options.decide(whole);
    const until = performance.now();
    trace?.add('safeward.decide', from, until, deciding(event, decided));
    const signals = until - began;
    const started = undertake(
      { event, hash, decided, known, missed, unlooked: toSee && isUnlooked(whole), shadow, began },
      withinMs - signals,
      stores,
    );
    underWay.set(event.id, started);
    const settled = await started.settled;
    underWay.delete(event.id);
    trace?.add('safeward.commit', until, performance.now(), { 'safeward.recording': settled.recording });
    return concluded(settled, signals);
  }

  /** An event that was decided a moment ago is completed as it was then, whatever has become known since. */
  async function complete(
    event: Event,
    hash: string,
    withinMs: number,
    recent: Recent,
    files: Files | null,
  ): Promise<Completion> {
    const before = recent.findKnown(event.id, hash);
    if (before !== null)
      return { event: completedFrom(event, before.known), known: before.known, missed: before.missed };
    return completeEvent(options, event, files, {
      peopleMs: withinMs * SHARE,
      imagesMs: withinMs * EYES_SHARE,
    });
  }

  return { decide: decideOnce };
}

/** Of a deadline, for asking what is known; the rest is for making the decision safe. */
const SHARE = 1 / 4;
/** The same for looking at images, while people are asked after. */
const EYES_SHARE = 2 / 3;
const NO_FILES: Files = [];

function deciding({ kind }: Event, { outcome }: Decided): Attributes {
  return {
    'safeward.event.kind': kind,
    'safeward.action': outcome.action,
    'safeward.measures': outcome.reasons.length,
    'safeward.practice': outcome.practice,
  };
}

import type { AgeBand } from '../event/vocabulary.ts';
import { type History, NOTHING_BEFORE } from './facts.ts';
import type { FamilyCode } from './families.ts';
import type { Observation, Reaction } from './observation.ts';

/** An observation as it is recorded: a JSON array whose first entry says what the others are. */
type Written =
  | readonly [
      kind: 'message' | 'request',
      event: string,
      at: number,
      actor: string,
      target: string,
      actorBand: AgeBand,
      targetBand: AgeBand,
      connected: boolean | null,
      families: readonly FamilyCode[],
      wording: number | null,
      conversation: string | null,
    ]
  | readonly [
      kind: 'group',
      event: string,
      at: number,
      actor: string,
      actorBand: AgeBand,
      group: string | null,
      conversation: string | null,
      children: number,
    ]
  | readonly [kind: Reaction, event: string, at: number, actor: string, target: string];

export function writeObservation(seen: Observation): string {
  const { event, at, actor } = seen;
  let written: Written;
  switch (seen.kind) {
    case 'message':
    case 'request': {
      const { target, actorBand, targetBand, connected, families, wording, conversation } = seen;
      written = [
        ...([seen.kind, event, at, actor, target, actorBand, targetBand, connected] as const),
        ...([families, wording, conversation] as const),
      ];
      break;
    }
    case 'group':
      written = ['group', event, at, actor, seen.actorBand, seen.group, seen.conversation, seen.children];
      break;
    default:
      written = [seen.kind, event, at, actor, seen.target];
  }
  return JSON.stringify(written);
}

/** @param text as `writeObservation` wrote it */
export function readObservation(text: string): Observation {
  const written = JSON.parse(text) as Written;
  switch (written[0]) {
    case 'message':
    case 'request': {
      const [kind, event, at, actor, target, actorBand, targetBand, connected, ...rest] = written;
      const [families, wording, conversation] = rest;
      const people = { actor, target, actorBand, targetBand };
      return { kind, event, at, ...people, connected, families, wording, conversation };
    }
    case 'group': {
      const [kind, event, at, actor, actorBand, group, conversation, children] = written;
      return { kind, event, at, actor, actorBand, group, conversation, children };
    }
    default: {
      const [kind, event, at, actor, target] = written;
      return { kind, event, at, actor, target };
    }
  }
}

/** What a history says beyond “nothing happened”: what a record keeps of it. `readHistory` gives the whole again. */
export function writtenHistory(history: History): Readonly<Partial<History>> {
  return Object.fromEntries(
    Object.entries(history).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(NOTHING_BEFORE[name as keyof History]),
    ),
  );
}

/** @param written as `writtenHistory` gave it, also by an older program: what that did not know is as if it had not happened */
export function readHistory(written: Readonly<Partial<History>>): History {
  return { ...NOTHING_BEFORE, ...written };
}

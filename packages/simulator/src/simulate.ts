import { converse, type Label, type SimulatedEvent } from './conversation.ts';
import type { Material } from './read.ts';

export interface Simulated {
  /** In the order of their times, as a service would see them. */
  readonly events: readonly SimulatedEvent[];
  readonly labels: readonly Label[];
}

/**
 * @param each conversations (or, for an approach in copies, approaches) of each kind
 * @param seed a whole number; the same gives the same to the byte
 * @param kinds only these; all where it is left out
 */
export function simulate(
  material: Material,
  {
    each,
    seed,
    kinds,
  }: { readonly each: number; readonly seed: number; readonly kinds?: ReadonlySet<string> },
): Simulated {
  const conversations = material.scripts
    .filter(({ kind }) => kinds === undefined || kinds.has(kind.kind))
    .flatMap((script) =>
      Array.from({ length: each }, (_, n) => {
        const id = `${script.kind.kind}-${seed}-${n + 1}`;
        return converse(script, material.phrases, material.bank, id, seedOf(id));
      }).flat(),
    );
  return {
    events: conversations
      .flatMap(({ events }) => events)
      .sort((one, two) => one.at.localeCompare(two.at) || one.id.localeCompare(two.id)),
    labels: conversations.map(({ label }) => label),
  };
}

/** FNV-1a: a seed of its own for each conversation, so that one kind more leaves all others as they were. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x0100_0193);
  return hash >>> 0;
}

/** The same event as a service with end-to-end encryption would send it; what is public is not encrypted. */
export function withoutContent(event: SimulatedEvent): SimulatedEvent {
  if (event.kind === 'post') return event;
  const { content: _, ...bare } = event;
  return bare;
}

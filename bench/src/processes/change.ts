import type { Event, SourceFile } from '@safeward/engine';
import { CannotMeasure } from '../cannot-measure.ts';
import type { Ready } from '../gate/side/protocol.ts';

/** What the change of a practice looked like to the callers of the gates, in milliseconds. */
export interface Change {
  /** From the answer to the activation until a gate first decided by what it put in force: the last of the gates. */
  readonly seenByAll: number;
  /** The longest that one decision took meanwhile, in any gate. */
  readonly longestAnswer: number;
}

const PATIENCE_MS = 30_000;
/** Between two questions to the same gate: fine enough for what is measured, and little load. */
const PAUSE_MS = 2;

/**
 * Puts a practice in force through the first gate, while every gate is asked for one decision after another.
 *
 * @param eventOf an event under an id of its own
 */
export async function changePractice(
  gates: readonly Ready[],
  files: readonly SourceFile[],
  eventOf: () => Event,
): Promise<Change> {
  const [first] = gates;
  if (first === undefined) throw new RangeError('there are no gates');
  const { hash, practice } = await ask<{ hash: string; practice: string }>(first, '/v1/practices', { files });
  let inForce = Number.POSITIVE_INFINITY;
  const watched = gates.map(async (gate) => {
    const until = performance.now() + PATIENCE_MS;
    let longest = 0;
    for (;;) {
      const asked = performance.now();
      const decision = await ask<{ practice: string }>(gate, '/v1/decisions', eventOf());
      const now = performance.now();
      longest = Math.max(longest, now - asked);
      if (decision.practice === practice) return { seen: now, longest };
      if (now > until) throw new CannotMeasure('A gate did not see the practice that was put in force.');
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  });
  await ask(first, `/v1/practices/${hash}/activate`, { stage: 'enforce' });
  inForce = performance.now();
  const found = await Promise.all(watched);
  return {
    // The gate that was asked has it before it answers.
    seenByAll: Math.max(0, ...found.map(({ seen }) => seen - inForce)),
    longestAnswer: Math.max(...found.map(({ longest }) => longest)),
  };
}

async function ask<T>({ url, key }: Ready, path: string, body: unknown): Promise<T> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new CannotMeasure(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

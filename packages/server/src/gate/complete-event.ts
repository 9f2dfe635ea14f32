import type { Event } from '@safeward/engine';
import type { Completing, Completion } from './completing.ts';
import type { Files } from './images/arrived.ts';
import { type Eyes, withSeen } from './images/look.ts';
import { withImages } from './known.ts';

/** Who can say what an event leaves out. */
export interface Sources {
  readonly completing: Pick<Completing, 'isNeeded' | 'complete'>;
  readonly eyes: Eyes;
}

/** How long each may take, in milliseconds; they are asked at the same time. */
export interface Patience {
  readonly peopleMs: number;
  readonly imagesMs: number;
}

/**
 * An event with what is known of its people and what is seen in its images.
 *
 * @param files of its images; null where nothing of them can be looked at
 */
export async function completeEvent(
  { completing, eyes }: Sources,
  event: Event,
  files: Files | null,
  { peopleMs, imagesMs }: Patience,
): Promise<Completion> {
  const people = completing.isNeeded(event) ? completing.complete(event, peopleMs) : asItIs(event);
  if (files === null) return people;
  const [images, completion] = await Promise.all([eyes.look(event, files, imagesMs), people]);
  return {
    ...completion,
    event: withSeen(completion.event, images),
    known: withImages(completion.known, images),
  };
}

/** An event of which nothing has to be asked. */
export function asItIs(event: Event): Completion {
  return { event, known: null, missed: false };
}

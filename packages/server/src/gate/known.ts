import type { Event } from '@safeward/engine';
import { completed, type Known } from '../people/index.ts';
import { type SeenImages, withSeen } from './images/look.ts';

/** What an event was completed from: what was known of its people, and what was seen in its images. */
export interface KnownOfEvent extends Known {
  readonly images?: SeenImages | undefined;
}

/** @param known as JSON text, as it is recorded; null for nothing */
export function completedFrom(event: Event, known: string | null): Event {
  if (known === null) return event;
  // Written by this area alone.
  const { images, ...people } = JSON.parse(known) as KnownOfEvent;
  return withSeen(completed(event, people), images);
}

/** What was known of the people, with what was seen beside it. */
export function withImages(known: string | null, images: SeenImages): string {
  return JSON.stringify({ ...(known === null ? {} : (JSON.parse(known) as Known)), images });
}

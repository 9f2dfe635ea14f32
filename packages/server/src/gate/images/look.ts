import type { Event, SeenImage } from '@safeward/engine';
import {
  DEFAULT_DECODE_LIMITS,
  LOOKING_FAULTS,
  type Lookers,
  type Looking,
  type MatchKnown,
  seenByHash,
  seenOf,
} from '../../images/index.ts';
import { fetchOutside } from '../../platform/outside/index.ts';
import type { Files } from './arrived.ts';

/** What was seen in the images of an event, in their order; null where there was nothing to look at. */
export type SeenImages = readonly (SeenImage | null)[];

/** Looks at what came with an event. */
export interface Eyes {
  /** @param withinMs when an answer is there at the latest; what was not looked at by then is named so */
  look(event: Event, files: Files, withinMs: number): Promise<SeenImages>;
}

export interface EyesOptions {
  readonly lookers: Lookers;
  readonly match: MatchKnown;
  /** Where images that are named by their address may come from; anywhere public, if left out. */
  readonly hosts?: readonly string[];
  readonly allowPrivate?: boolean;
}

type Image = NonNullable<NonNullable<Event['content']>['images']>[number];

export function createEyes({ lookers, match, hosts, allowPrivate = false }: EyesOptions): Eyes {
  async function lookAt(image: Image, file: Uint8Array | null, withinMs: number): Promise<SeenImage | null> {
    if (file !== null) return seenOf(await lookers.look(file, withinMs), match);
    const { url, pdq, sha256 } = image;
    if (url !== undefined) return seenOf(await fetched(url, withinMs), match);
    return pdq === undefined && sha256 === undefined ? null : seenByHash({ pdq, sha256 }, match);
  }

  async function fetched(url: string, withinMs: number): Promise<Looking> {
    const began = performance.now();
    const answer = await fetchOutside({
      url,
      maxBytes: DEFAULT_DECODE_LIMITS.bytes,
      timeoutMs: Math.max(1, Math.round(withinMs)),
      allowPrivate,
      ...(hosts && { hosts }),
    });
    if (answer.kind !== 'fetched') return { kind: 'not_fetched' };
    return lookers.look(answer.bytes, Math.max(1, withinMs - (performance.now() - began)));
  }

  return {
    look: ({ content }, files, withinMs) =>
      Promise.all((content?.images ?? []).map((image, n) => lookAt(image, files[n] ?? null, withinMs))),
  };
}

/** Whether anything came that can be looked at. */
export function canBeSeen({ content }: Event, files: Files): boolean {
  return (content?.images ?? []).some(
    ({ url, pdq, sha256 }, n) =>
      files[n] != null || url !== undefined || pdq !== undefined || sha256 !== undefined,
  );
}

/** The event with what was seen; what the service says of an image stands where nothing was there to look at. */
export function withSeen(event: Event, seen: SeenImages | undefined): Event {
  const { content } = event;
  if (seen === undefined || content?.images === undefined) return event;
  const images = content.images.map((image, n) => {
    const one = seen[n];
    return one == null ? image : { ...image, seen: one };
  });
  return { ...event, content: { ...content, images } };
}

/** Whether an image was not looked at for a reason that lies with us. */
export function isUnlooked({ content }: Event): boolean {
  return (content?.images ?? []).some(
    ({ seen }) => seen?.fault !== undefined && seen.fault in LOOKING_FAULTS,
  );
}

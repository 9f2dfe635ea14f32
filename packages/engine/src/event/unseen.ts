import type { Content } from './event.ts';

/** A part of the content in which nothing was seen, and why. */
export interface Unseen {
  /** `content.images[0]` */
  readonly field: string;
  readonly why: string;
}

/** An image that came with nothing that could be looked at. */
export const NOT_LOOKED_AT = 'not_looked_at';

/** What of the content has no signal. It is unknown, never harmless. */
export function unseenIn(content: Content | undefined): readonly Unseen[] {
  if (content === undefined) return NOTHING;
  const { images, media } = content;
  if (images === undefined && media === undefined) return NOTHING;
  return [
    ...(images ?? []).flatMap(({ seen }, n) => {
      const why = seen === undefined ? NOT_LOOKED_AT : seen.fault;
      return why === undefined ? [] : [{ field: `content.images[${n}]`, why }];
    }),
    ...(media ?? []).map(({ kind }, n) => ({ field: `content.media[${n}]`, why: kind })),
  ];
}

const NOTHING: readonly Unseen[] = [];

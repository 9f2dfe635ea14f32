import { KINDS, type Kind } from '../event/vocabulary.ts';

/** Position of each kind in the vocabulary, so that the order in which a practice lists them means nothing. */
export const KIND_ORDER: Readonly<Record<Kind, number>> = Object.fromEntries(
  KINDS.map((kind, index) => [kind, index]),
) as Record<Kind, number>;

import type { NormalizedText } from '../text/normalize.ts';
import type { TextSignal } from '../text/signal.ts';
import type { Range } from '../text/view.ts';
import { findLinks, type Link } from './links.ts';

const computed = {
  family: 'link',
  phrases: [],
  patterns: [],
  except: [],
  macros: {},
  cost: 'computed',
} as const;

/** What the links of a text say. Links that the event declares beside its text are not in a text. */
export const LINK_SIGNALS: readonly TextSignal[] = [
  {
    ...computed,
    name: 'has_link',
    title: 'Has a link',
    description: 'A web address stands in the text, also with its dots spelled out.',
    detect: (text) => places(text, () => true),
  },
  {
    ...computed,
    name: 'link_shortener',
    title: 'Shortened link',
    description: 'A link through a known shortener, which hides where it leads.',
    detect: (text) => places(text, (link) => link.shortener),
  },
  {
    ...computed,
    name: 'platform_invite',
    title: 'Invitation to another platform',
    description: 'A link that leads into a conversation or group on another platform.',
    detect: (text) => places(text, (link) => link.invite),
  },
];

function places(text: NormalizedText, wanted: (link: Link) => boolean): readonly Range[] {
  return findLinks(text, []).flatMap(({ start, end, ...link }) =>
    start !== undefined && end !== undefined && wanted(link) ? [{ start, end }] : [],
  );
}

import type { TextSignal } from '../text/signal.ts';
import { findEmails } from './emails.ts';
import { findHandles } from './handles.ts';
import { findPhones } from './phones.ts';
import { PLATFORM_NAMES } from './platform-names.ts';

const base = { family: 'contact', phrases: [], patterns: [], except: [] } as const;

/** Ways to reach somebody elsewhere, given in a text. The lists in `macros` come from the registry. */
export const CONTACT_SIGNALS: readonly Omit<TextSignal, 'macros'>[] = [
  {
    ...base,
    name: 'phone_number',
    title: 'Telephone number',
    description:
      'A telephone number is given: national or international, in any grouping, also with its digits spelled out.',
    detect: findPhones,
    cost: 'computed',
  },
  {
    ...base,
    name: 'email_address',
    title: 'E-mail address',
    description: 'An e-mail address is given, also spelled out: name at example dot com.',
    detect: findEmails,
    cost: 'computed',
  },
  {
    ...base,
    name: 'social_handle',
    title: 'Name on another platform',
    description:
      'A name on another platform is given, with the platform or as one’s own user name. A mere @mention is none.',
    detect: findHandles,
    cost: 'computed',
  },
  {
    ...base,
    ...PLATFORM_NAMES,
    name: 'mentions_platform',
    title: 'Names another platform',
    description: 'Another messaging or social app is named.',
    cost: 'words',
  },
];

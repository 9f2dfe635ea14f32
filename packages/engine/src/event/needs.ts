import type { Problem } from '../problem.ts';
import type { Event } from './event.ts';
import type { Kind } from './vocabulary.ts';

/**
 * What an event of each kind must carry to mean anything. Content may always be left out where the target or
 * the audience still says what happened: a service with end-to-end encryption has none.
 */
export const NEEDS: Readonly<Record<Kind, readonly (readonly ('target' | 'content' | 'audience')[])[]>> = {
  message: [['target', 'content', 'audience']],
  group_message: [['audience', 'content', 'target']],
  live_chat: [['audience', 'content', 'target']],
  contact_request: [['target']],
  group_invite: [['target']],
  suggestion: [['target']],
  post: [['content']],
  image: [['content']],
  profile: [['content']],
  edit: [['content']],
  search: [['content']],
  signup: [],
  setting_change: [],
};

/** Each need is a list of which at least one must be there; the first is the one to ask for. */
export function missingParts(event: Event): Problem[] {
  return NEEDS[event.kind]
    .filter((anyOf) => anyOf.every((part) => event[part] === undefined))
    .map((anyOf) => ({
      code: 'missing_field',
      pointer: `/${anyOf[0]}`,
      detail: `is required for “${event.kind}”${anyOf.length > 1 ? ` (or ${anyOf.slice(1).join(' or ')})` : ''}`,
    }));
}

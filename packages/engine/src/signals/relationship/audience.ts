import type { Event } from '../../event/event.ts';
import type { AudienceKind, Kind } from '../../event/vocabulary.ts';

/** What kind of audience an event has by its nature, where the service did not say. */
const NATURAL: Readonly<Partial<Record<Kind, AudienceKind>>> = {
  message: 'direct',
  contact_request: 'direct',
  group_message: 'group',
  group_invite: 'group',
};

/** Who gets to see an event; `undefined` where neither the service nor the kind of event says so. */
export function audienceKind({ audience, kind }: Event): AudienceKind | undefined {
  return typeof audience === 'string' ? audience : (audience?.kind ?? NATURAL[kind]);
}

import type { Action } from '../decide/decision.ts';
import type { Keep, KeepRules } from '../practice/practice.ts';
import type { Event } from './event.ts';

/**
 * What may be recorded of an event under a `keep` class: `none` nothing of it, `signals` everything but what
 * people wrote, showed or the service added as context, `content` all of it.
 */
export function keptEvent(event: Event, keep: Keep): Event | null {
  switch (keep) {
    case 'none':
      return null;
    case 'signals': {
      const { content: _content, context: _context, ...rest } = event;
      return rest;
    }
    case 'content':
      return event;
  }
}

/** The class a practice sets for an action. */
export function keepClass(rules: KeepRules, action: Action): Keep {
  return rules.byAction[action] ?? rules.otherwise;
}

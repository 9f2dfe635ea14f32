import type { Decided, Event } from '@safeward/client';

/** What a small chat knows and keeps. Yours has a database, and sessions instead of the names of invented people. */
export interface Chat {
  readonly people: ReadonlyMap<string, Event['actor']>;
  readonly friends: (one: string, other: string) => boolean;
  readonly delivered: Delivered[];
  /** Held until somebody says yes, by the id of the message. */
  readonly waiting: Map<string, { readonly message: Message; readonly decision: Decided }>;
}

export interface Message {
  /** The same when it is sent again: so it is decided once. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** When it was first sent (RFC 3339), also when it is sent again. */
  readonly at: string;
  /** The sender has seen the words of a nudge, and means it. */
  readonly confirmed?: boolean;
}

export interface Delivered {
  readonly message: Message;
  /** Shown to the recipient with it. */
  readonly words?: string | undefined;
}

/** What the sender is answered. */
export interface Answer {
  readonly status: number;
  readonly body: { readonly state: string; readonly words?: string | undefined };
}

/** What Safeward is asked: say all that you know. */
export function eventOf({ people, friends }: Chat, { id, from, to, text, at }: Message): Event {
  return {
    id,
    kind: 'message',
    at,
    actor: people.get(from) ?? { id: from },
    target: people.get(to) ?? { id: to },
    relationship: { connected: friends(from, to) },
    content: { text },
  };
}

/** Does what the decision says. TypeScript sees to it that no action is forgotten. */
export function carryOut(chat: Chat, message: Message, decision: Decided): Answer {
  // Where the gate could not be asked, the client decided by itself and has no words.
  const { tell = {}, limits = [] } = decision.unreachable === undefined ? decision : {};
  switch (decision.action) {
    case 'allow':
      chat.delivered.push({ message });
      return { status: 201, body: { state: 'delivered' } };
    case 'nudge':
      if (message.confirmed !== true) return { status: 200, body: { state: 'confirm', words: tell.actor } };
      chat.delivered.push({ message, words: tell.target });
      return { status: 201, body: { state: 'delivered' } };
    case 'limit':
      chat.delivered.push({ message: withLess(message, limits), words: tell.target });
      return { status: 201, body: { state: 'delivered', words: tell.actor } };
    case 'hold':
      // `decision.until` says who ends it: ask them, and deliver when they say yes, with `limits` then.
      chat.waiting.set(message.id, { message, decision });
      return { status: 202, body: { state: 'waiting', words: tell.actor } };
    case 'block':
      return { status: 403, body: { state: 'refused', words: tell.actor } };
  }
}

/** This chat has texts only, between two people. Whatever else yours shows, it takes away here too. */
function withLess(message: Message, limits: readonly string[]): Message {
  if (!limits.includes('strip_links')) return message;
  return { ...message, text: message.text.replaceAll(/\b(?:https?:\/\/|www\.)\S+/gi, '').trim() };
}

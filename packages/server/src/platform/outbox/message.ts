/** What happened, for those who are to be told. */
export const MESSAGE_TYPES = [
  'decision.held',
  'decision.released',
  'decision.refused',
  'practice.activated',
  'alarm',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export interface NewMessage {
  readonly type: MessageType;
  /** Messages about the same subject are told one after the other. */
  readonly subject: string;
  /** JSON. Never holds the content of a message. */
  readonly data: unknown;
}

export interface Message extends NewMessage {
  readonly number: string;
  readonly at: Date;
}

export function isMessageType(word: string): word is MessageType {
  return (MESSAGE_TYPES as readonly string[]).includes(word);
}

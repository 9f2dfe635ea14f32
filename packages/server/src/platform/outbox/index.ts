export { appendToOutbox, INTO_OUTBOX } from './append.ts';
export { type Following, type FollowOptions, followOutbox, pruneOutbox, type Reader } from './follow.ts';
export { isMessageType, MESSAGE_TYPES, type Message, type MessageType, type NewMessage } from './message.ts';

export const outboxMigrations = { area: 'outbox', folder: new URL('./migrations/', import.meta.url) };

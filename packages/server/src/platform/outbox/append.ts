import type { PoolClient } from '../database/index.ts';
import type { NewMessage } from './message.ts';

/** For who writes messages in the very statement that makes them true: goes before a `select` of three texts. */
export const INTO_OUTBOX = 'insert into outbox.message (type, subject, data)';

/** Adds messages within the caller's transaction: they are told if, and only if, it commits. */
export async function appendToOutbox(
  client: Pick<PoolClient, 'query'>,
  messages: readonly NewMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await client.query(
    `${INTO_OUTBOX}
     select * from unnest($1::text[], $2::text[], $3::text[])`,
    [
      messages.map(({ type }) => type),
      messages.map(({ subject }) => subject),
      messages.map(({ data }) => JSON.stringify(data)),
    ],
  );
}

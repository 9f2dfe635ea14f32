import type { PoolClient } from '../../platform/database/index.ts';
import { appendRecords, forgetRecords, type NewRecord } from '../../platform/leaves/index.ts';
import type { Part } from './part.ts';

/** Has the log say that decisions are gone, and removes what it kept about them. Their leaves stay, and say nothing. */
export async function recordErased(client: PoolClient, decisions: readonly string[]): Promise<void> {
  if (decisions.length === 0) return;
  await forgetRecords(client, decisions);
  await appendRecords(client, [erasure({ decisions: decisions.length })]);
}

/** The same of a whole part, once it is dropped: what outlived it keeps what the log kept about it. */
export async function recordDropped(client: PoolClient, { name, from, to }: Part): Promise<void> {
  const { rows } = await client.query<{ subject: string }>(
    `select distinct subject from leaves.record where subject >= $1 and subject < $2
       and not exists (select from gate.decision where id = subject)`,
    [from, to],
  );
  await forgetRecords(
    client,
    rows.map(({ subject }) => subject),
  );
  await appendRecords(client, [erasure({ day: name.replaceAll('_', '-') })]);
}

function erasure(what: { readonly decisions: number } | { readonly day: string }): NewRecord {
  const at = new Date().toISOString();
  return {
    type: 'erasure',
    parts: [['erasure', JSON.stringify({ class: 'decision', rule: 'keep.days', ...what, at })]],
  };
}

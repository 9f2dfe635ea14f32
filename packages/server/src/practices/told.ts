import type { PoolClient } from '../platform/database/index.ts';
import { appendRecords, type NewRecord } from '../platform/leaves/index.ts';
import { appendToOutbox } from '../platform/outbox/index.ts';
import type { Activation } from './activation.ts';
import { findActivation } from './store.ts';

/** Tells whoever wants to know that a practice acts from now on, in the transaction in which it begins to. */
export async function announce(client: PoolClient, id: number): Promise<void> {
  const activation = await findActivation(client, id);
  if (activation === null) throw new Error(`activation ${id} is not there`);
  await appendRecords(client, [activationRecord('practice.activation', activation)]);
  // Messages about versions of the same practice are told one after the other.
  await appendToOutbox(client, [
    { type: 'practice.activated', subject: activation.name, data: { activation } },
  ]);
}

/** Has the log say that a practice acts no longer, or never will. */
export async function recordEnd(client: PoolClient, id: number): Promise<void> {
  const activation = await findActivation(client, id);
  if (activation === null) throw new Error(`activation ${id} is not there`);
  await appendRecords(client, [activationRecord('practice.end', activation)]);
}

function activationRecord(
  type: 'practice.activation' | 'practice.end',
  { requested_by, approved_by, ended_by, ...activation }: Activation,
): NewRecord {
  return {
    type,
    practice: activation.hash,
    parts: [
      ['activation', JSON.stringify(activation)],
      ['people', JSON.stringify({ requested_by, approved_by, ended_by })],
    ],
  };
}

/** Tells that a guard was passed. */
export async function alarm(
  client: PoolClient,
  activation: Activation,
  { passed, done }: { readonly passed: string; readonly done: string },
): Promise<void> {
  const { id, practice, kind, stage, share } = activation;
  await appendToOutbox(client, [
    {
      type: 'alarm',
      subject: `guard:${id}`,
      data: { alarm: 'guard', activation: id, practice, kind, stage, share, passed, done },
    },
  ]);
}

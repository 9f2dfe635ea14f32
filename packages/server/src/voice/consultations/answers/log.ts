import { appendRecords } from '../../../platform/leaves/index.ts';
import type { HandLeaf } from './intake.ts';

/**
 * Puts the commitment of an answer into the evidence log, in the transaction that takes the answer. The leaf is about
 * no person: it stays when the answer is withdrawn, and says nothing of what was in it.
 */
export const handToLog: HandLeaf = async (client, { kind, consultation, answer, commitment, at }) => {
  const parts = [
    ['answer', answer],
    ['commitment', commitment],
    ['consultation', consultation],
  ] as const;
  await appendRecords(client, [{ type: kind, parts }], Date.parse(at));
};

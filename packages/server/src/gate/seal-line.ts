import type { Event } from '@safeward/engine';
import type { DecisionRecord } from './record.ts';
import { sealDecision } from './seal.ts';

/** A record with its seal: a line of a spool that is older than the log gets it when it is recorded. */
export function withSeal(record: DecisionRecord): DecisionRecord {
  if (record.seal) return record;
  // Both were written by this area, and by nobody else.
  const kept = record.event === null ? null : (JSON.parse(record.event) as Event);
  const { practice = '' } = JSON.parse(record.answer) as { readonly practice?: string };
  return { ...record, ...sealDecision(record, kept, practice) };
}

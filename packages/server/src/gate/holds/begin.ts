import { textArray, timestampArray } from '../../platform/database/arrays.ts';
import { INTO_OUTBOX } from '../../platform/outbox/index.ts';
import type { DecisionRecord } from '../record.ts';
import { holdOf } from './hold.ts';

/**
 * Parts of the statement that records decisions, behind its columns and leaves, where some of them are held: what waits is
 * entered and told in the same transaction, and only where the decision was recorded (`made`). One that is recorded a
 * second time, from the spool after a crash, is told once, and is not held again when it was ended meanwhile.
 */
export const BEGIN_HOLDS = `
  held as (
    select * from unnest($17::text[], $18::text[], $19::text[], $20::timestamptz[], $21::text[])
      as h (decision, event, until, ends_at, told)),
  begun as (
    insert into gate.hold (decision, until, ends_at)
    select decision, until, case when until = 'time' then ends_at end from held
    where decision in (select id from made) and not exists (
      select 1 from gate.resolution where resolution.decision = held.decision)
    on conflict (decision) do nothing
    returning decision),
  announced as (${INTO_OUTBOX} select 'decision.held', event, told from held join begun using (decision))`;

export function holdColumns(records: readonly DecisionRecord[]): readonly Buffer[] {
  const holds = records.map(holdOf);
  return [
    textArray(holds.map(({ decision }) => decision)),
    textArray(holds.map(({ event }) => event)),
    textArray(holds.map(({ until }) => until)),
    // The form has no empty moment; of those that no moment ends it is not looked at.
    timestampArray(holds.map(({ endsAt }) => endsAt ?? 0)),
    textArray(holds.map(({ told }) => told)),
  ];
}

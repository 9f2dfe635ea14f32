import { ANY_MEASURE } from '@safeward/engine';
import { inTransaction, type Pool, type PoolClient } from '../../platform/database/index.ts';
import { appendToOutbox, type NewMessage } from '../../platform/outbox/index.ts';
import type { InForce } from '../in-force.ts';
import { type Asked, alarmsOf, type Holding, measuresOf, type RaisedAlarm } from './alarm.ts';
import { noteMeasures, pruneCounts, readDecisions, readMeasures } from './count-store.ts';
import { MINUTE_MS } from './counter.ts';
import { judgeDegraded, judgeUsual, judgeWaiting, type Waiting, windowStart } from './judge.ts';
import { endAlarms, insertAlarm, lastingAlarms, stillHolds } from './store.ts';

type Client = Pick<PoolClient, 'query'>;

/** What has waited for somebody's word since before a moment (milliseconds since 1970); null where nothing has. */
export type FindWaiting = (client: Client, before: number) => Promise<Waiting | null>;

/** Any number will do, as long as every Safeward takes the same one. */
const ADVISORY_LOCK = 7_233_927_005;
/** What an alarm asks has to fail for so long before it is over, so that one at its limit does not come and go. */
export const CALM_MS = 5 * MINUTE_MS;

/**
 * Looks once at every alarm of what is in force: raises what holds, ends what does not any more, and tells of both.
 * One process looks at a time; where another does, nothing is done.
 *
 * @param now milliseconds since 1970
 */
export function evaluateAlarms(
  pool: Pool,
  inForce: InForce,
  findWaiting: FindWaiting,
  now: number,
): Promise<void> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_xact_lock($1) as ours', [
      ADVISORY_LOCK,
    ]);
    if (rows[0]?.ours !== true) return;
    await noteMeasures(client, measuresOf(inForce), now);
    await pruneCounts(client, now);
    const asked = alarmsOf(inForce);
    const holding: Holding[] = [];
    for (const one of asked) holding.push(...(await whatHolds(client, one, findWaiting, now)));
    await settle(client, { asked, holding, now });
  });
}

async function whatHolds(
  client: Client,
  asked: Asked,
  findWaiting: FindWaiting,
  now: number,
): Promise<readonly Holding[]> {
  const { rule } = asked;
  switch (rule.kind) {
    case 'over_usual': {
      const start = windowStart(now, rule.windowMinutes);
      const counts = await readMeasures(client, start);
      return counts.flatMap((one) => {
        if (rule.measure !== ANY_MEASURE && rule.measure !== one.measure) return [];
        const counted = judgeUsual(rule, one, start);
        return counted === null ? [] : [{ ...asked, measure: one.measure, counted }];
      });
    }
    case 'degraded_over': {
      const counts = await readDecisions(client, windowStart(now, rule.windowMinutes));
      const counted = judgeDegraded(rule, counts);
      return counted === null ? [] : [{ ...asked, measure: null, counted }];
    }
    case 'held_longer_than': {
      const waiting = await findWaiting(client, now - rule.milliseconds);
      return waiting === null ? [] : [{ ...asked, measure: null, counted: judgeWaiting(rule, waiting) }];
    }
  }
}

async function settle(
  client: Client,
  { asked, holding, now }: { asked: readonly Asked[]; holding: readonly Holding[]; now: number },
): Promise<void> {
  const lasting = await lastingAlarms(client);
  const isRaised = ({ alarm, measure }: Holding): boolean =>
    lasting.some(({ raised }) => raised.id === alarm.id && raised.measure === measure);
  const holds = ({ id, measure }: RaisedAlarm): boolean =>
    holding.some((one) => one.alarm.id === id && one.measure === measure);
  const isAsked = ({ id }: RaisedAlarm): boolean => asked.some(({ alarm }) => alarm.id === id);

  const told: RaisedAlarm[] = [];
  for (const one of holding) if (!isRaised(one)) told.push(await insertAlarm(client, one, now));
  const still = lasting.filter(({ raised }) => holds(raised));
  await stillHolds(
    client,
    still.map(({ number }) => number),
    now,
  );
  // What nobody asks any more is over at once.
  const over = lasting.filter(
    ({ raised, heldAt }) => !holds(raised) && (!isAsked(raised) || now - heldAt >= CALM_MS),
  );
  await endAlarms(
    client,
    over.map(({ number }) => number),
    now,
  );
  const over_at = new Date(now).toISOString();
  told.push(...over.map(({ raised }) => ({ ...raised, state: 'over' as const, over_at })));
  await appendToOutbox(client, told.map(messageOf));
}

/** Messages about the same alarm are told one after the other. */
function messageOf(raised: RaisedAlarm): NewMessage {
  const { id, kind, measure } = raised;
  const subject = measure === null ? `alarm:${id}` : `alarm:${id}:${measure}`;
  return { type: 'alarm', subject, data: { alarm: kind, ...raised } };
}

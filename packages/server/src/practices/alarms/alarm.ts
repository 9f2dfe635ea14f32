import type { Alarm, AlarmRule, Plan } from '@safeward/engine';
import { readAlarm } from '@safeward/engine';
import type { InForce } from '../in-force.ts';
import type { Counted } from './judge.ts';

/** An alarm of what is in force. */
export interface Asked {
  readonly alarm: Alarm;
  readonly rule: AlarmRule;
  /** `name@version#sha256:…` of the practice that it stands in. */
  readonly practice: string;
}

/** What an alarm asks holds now. */
export interface Holding extends Asked {
  /** Null where it is about none. */
  readonly measure: string | null;
  readonly counted: Counted;
}

/** An alarm that was raised, and perhaps is over. */
export interface RaisedAlarm {
  readonly id: string;
  readonly kind: AlarmRule['kind'];
  readonly title: string | null;
  readonly measure: string | null;
  readonly practice: string;
  readonly state: 'raised' | 'over';
  /** What was counted when it was raised. */
  readonly said: string;
  readonly counted: Counted['numbers'];
  readonly raised_at: string;
  readonly over_at: string | null;
}

/** The alarms of the practice in force, and of the overlay; of two by the same id that of the overlay. */
export function alarmsOf({ base, overlay }: InForce): readonly Asked[] {
  const asked = new Map<string, Asked>();
  for (const plan of plansOf({ base, overlay }))
    for (const alarm of plan.practice.alarms) {
      const read = readAlarm(alarm);
      // A practice with others is refused by `check`.
      if (read.ok) asked.set(alarm.id, { alarm, rule: read.rule, practice: plan.label });
    }
  return [...asked.values()];
}

/** Ids of the measures that are in force. */
export function measuresOf(inForce: Pick<InForce, 'base' | 'overlay'>): readonly string[] {
  return [...new Set(plansOf(inForce).flatMap(({ practice }) => practice.measures.map(({ id }) => id)))];
}

function plansOf({ base, overlay }: Pick<InForce, 'base' | 'overlay'>): readonly Plan[] {
  return [base.plan, ...(overlay === null ? [] : [overlay.plan])];
}

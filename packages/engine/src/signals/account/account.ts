import type { Person } from '../../event/event.ts';
import type { AgeBand, Assurance } from '../../event/vocabulary.ts';

/** What an event says of an account. */
export interface AccountSignals {
  readonly id: string;
  /** Whole days from its making to the event, rounded down; negative where clocks disagree; `null`: not said. */
  readonly account_age_days: number | null;
  readonly age_band: AgeBand;
  readonly assurance: Assurance;
}

const DAY_MS = 86_400_000;

/** `at`: when the event happened, RFC 3339. */
export function accountSignals(person: Person, at: string): AccountSignals {
  const { id, age, created_at } = person;
  return {
    id,
    account_age_days:
      created_at === undefined ? null : Math.floor((Date.parse(at) - Date.parse(created_at)) / DAY_MS),
    age_band: age?.band ?? 'unknown',
    assurance: age?.assurance ?? 'none',
  };
}

import {
  type ContactRisk,
  HISTORY_VARIABLES,
  type History,
  type HistoryVariable,
  type HistoryVariableName,
  isNight,
} from '../../history/index.ts';
import { unknownFact } from '../unknown.ts';

type Variables = typeof HISTORY_VARIABLES;
type ValueOf<T> = T extends 'bool' ? boolean : T extends 'int' ? bigint : number;

/** What happened before, by the names of `HISTORY_VARIABLES`; each is unknown where no history is kept. */
export type HistoryFacts = { readonly [N in HistoryVariableName]: ValueOf<Variables[N]['type']> };

class Facts {
  readonly history: History | null;
  readonly hourOf: (utc: number) => number;
  /** @param hourOf the local hour of an hour of the day in UTC */
  constructor(history: History | null, hourOf: (utc: number) => number) {
    this.history = history;
    this.hourOf = hourOf;
  }
}

for (const [name, variable] of Object.entries(HISTORY_VARIABLES)) {
  const { type, read }: HistoryVariable = variable;
  Object.defineProperty(Facts.prototype, name, {
    enumerable: true,
    get(this: Facts) {
      const value = this.history === null ? null : read(this.history, (utc) => isNight(this.hourOf(utc)));
      if (value === null) throw unknownFact(`history.${name}`);
      return type === 'int' && typeof value === 'number' ? BigInt(value) : value;
    },
  });
}

/** Its properties are defined above, one for each variable. */
export const HistoryFacts = Facts as unknown as new (
  history: History | null,
  hourOf: (utc: number) => number,
) => HistoryFacts;

/** How a contact with a child looks: the event, what came before it, and the risk that follows from both. */
export class ContactFacts {
  readonly #risk: () => ContactRisk;
  readonly #asked: () => ReadonlySet<string>;
  readonly #asksNow: () => boolean;
  readonly reads_text: boolean;
  constructor(
    risk: () => ContactRisk,
    asked: () => ReadonlySet<string>,
    asksNow: () => boolean,
    readsText: boolean,
  ) {
    this.reads_text = readsText;
    this.#risk = risk;
    this.#asked = asked;
    this.#asksNow = asksNow;
  }
  get risk(): number {
    return this.#risk().score;
  }
  get families(): bigint {
    return BigInt(this.#asked().size);
  }
  get leads_away(): boolean {
    return this.#asksNow();
  }
  asked(family: string): boolean {
    return this.#asked().has(family);
  }
}

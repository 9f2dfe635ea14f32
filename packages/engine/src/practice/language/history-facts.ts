import type { ContactRisk, History } from '../../history/index.ts';
import { unknownFact } from '../unknown.ts';

/** What happened before. All of it is unknown where no history is kept, or the event has no target. */
export class HistoryFacts {
  readonly #history: History | null;
  constructor(history: History | null) {
    this.#history = history;
  }
  get first_contact(): boolean {
    return this.#need('first_contact');
  }
  get replied(): boolean {
    return this.#need('replied');
  }
  get wrote_first(): boolean {
    const first = this.#need('wrote_first');
    return first === 'actor' || first === null;
  }
  get hours_known(): number {
    return this.#need('hours_known');
  }
  get messages_1h(): bigint {
    return BigInt(this.#need('messages_1h'));
  }
  get unanswered(): bigint {
    return BigInt(this.#need('unanswered'));
  }
  get contacts_24h(): bigint {
    return BigInt(this.#need('contacts_24h'));
  }
  get new_children_7d(): bigint {
    return BigInt(this.#need('new_children_7d'));
  }
  get children_share_7d(): number {
    return this.#share('children_share_7d');
  }
  get ignored_share_7d(): number {
    return this.#share('ignored_share_7d');
  }
  get copies_7d(): bigint {
    return BigInt(this.#need('copies_7d'));
  }
  get claimed_bands_30d(): bigint {
    return BigInt(this.#need('claimed_bands_30d'));
  }
  get reports_30d(): bigint {
    throw unknownFact('history.reports_30d');
  }

  #share(name: 'children_share_7d' | 'ignored_share_7d'): number {
    const share = this.#need(name);
    if (share === null) throw unknownFact(`history.${name}`);
    return share;
  }
  #need<K extends keyof History>(name: K): History[K] {
    if (this.#history === null) throw unknownFact(`history.${name}`);
    return this.#history[name];
  }
}

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

import type { Decision, DecisionPage, Event, Explanation } from './api.ts';
import { ask, type Connection } from './ask.ts';
import { SafewardRefusal, SafewardUnreachable, type UnreachableReason } from './failure.ts';

export interface SafewardOptions {
  /** The server's address, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  /** A key, `sw_…`, with the scopes for what is called. */
  readonly key: string;
  /**
   * What `decide` answers where the gate cannot be asked in time: `open` delivers, `closed` holds until a reviewer
   * has seen it. There is no default: either may be wrong for your service, so somebody has to choose.
   */
  readonly whenUnreachable: 'open' | 'closed';
  /** For calls that name none, in milliseconds, tries and pauses included. */
  readonly deadlineMs?: number;
  /** Tries after the first, of what can safely be asked twice. */
  readonly retries?: number;
  /** Another `fetch` than the platform's. */
  readonly fetch?: typeof globalThis.fetch;
}

export interface CallOptions {
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/** What this client answers by itself where the gate could not be asked. */
export interface LocalDecision {
  readonly id: null;
  /** Id of the event. */
  readonly event: string;
  readonly action: 'allow' | 'hold';
  readonly until?: 'reviewer';
  readonly reasons: readonly [];
  readonly effects: readonly [];
  readonly record: null;
  readonly unreachable: UnreachableReason;
}

/** A decision of the gate, or, where `unreachable` says why, of this client. */
export type Decided = (Decision & { readonly unreachable?: undefined }) | LocalDecision;

/** A page of decisions to ask for. */
export interface DecisionQuery {
  readonly actor?: string;
  readonly action?: Decision['action'];
  readonly measure?: string;
  /** RFC 3339. */
  readonly since?: string;
  /** RFC 3339. */
  readonly until?: string;
}

const DEADLINE_MS = 1_000;
const RETRIES = 2;
/** The way there and back is kept from the gate's own deadline. */
const TRAVEL_SHARE = 0.1;
const PAGE = 200;

/** Asks a Safeward gate. One object serves a whole process. */
export class Safeward {
  readonly #connection: Connection;
  readonly #whenUnreachable: 'open' | 'closed';
  readonly #deadlineMs: number;

  /** @throws {TypeError} where an option cannot be meant */
  constructor({ url, key, whenUnreachable, deadlineMs, retries, fetch }: SafewardOptions) {
    if (whenUnreachable !== 'open' && whenUnreachable !== 'closed')
      throw new TypeError('whenUnreachable must be chosen: "open" delivers, "closed" holds');
    if (!URL.canParse(url)) throw new TypeError('url must be the address of a Safeward server');
    if (typeof key !== 'string' || key === '') throw new TypeError('key must be a key of that server');
    this.#whenUnreachable = whenUnreachable;
    this.#deadlineMs = positive(deadlineMs ?? DEADLINE_MS, 'deadlineMs');
    this.#connection = {
      url: url.replace(/\/+$/, ''),
      key,
      retries: retries ?? RETRIES,
      fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)),
    };
  }

  /**
   * Decides one event before it is delivered. Never throws because the gate is away: then it answers as
   * `whenUnreachable` says, with `unreachable` set.
   *
   * An event may be asked about again, with the same id and body: it gets the same decision.
   *
   * @throws {SafewardRefusal} where the event or the key is refused; the signal's reason where it is aborted
   */
  async decide(event: Event, options: CallOptions = {}): Promise<Decided> {
    const withinMs = this.#within(options);
    const gateMs = Math.max(1, Math.floor(withinMs * (1 - TRAVEL_SHARE)));
    try {
      return (await ask(this.#connection, {
        method: 'POST',
        path: `/v1/decisions?deadline_ms=${gateMs}`,
        body: event,
        repeatable: true,
        withinMs,
        signal: options.signal,
      })) as Decision;
    } catch (error) {
      if (error instanceof SafewardUnreachable) return this.#locally(event, error.reason);
      throw error;
    }
  }

  /** How an event would be decided, and why, without recording anything. */
  async explain(event: Event, options: CallOptions = {}): Promise<Explanation> {
    return (await this.#ask('POST', '/v1/explain', options, event)) as Explanation;
  }

  /** A decision that was recorded; null where there is none of that id. */
  async decision(id: string, options: CallOptions = {}): Promise<Decision | null> {
    try {
      return (await this.#ask('GET', `/v1/decisions/${encodeURIComponent(id)}`, options)) as Decision;
    } catch (error) {
      if (error instanceof SafewardRefusal && error.status === 404) return null;
      throw error;
    }
  }

  /** Recorded decisions, newest first, page by page as they are taken. */
  async *decisions(query: DecisionQuery = {}, options: CallOptions = {}): AsyncGenerator<Decision, void> {
    let cursor: string | null = null;
    do {
      const parameters = new URLSearchParams({
        ...query,
        limit: String(PAGE),
        ...(cursor === null ? {} : { cursor }),
      });
      const page = (await this.#ask('GET', `/v1/decisions?${parameters}`, options)) as DecisionPage;
      yield* page.decisions;
      cursor = page.next;
    } while (cursor !== null);
  }

  async #ask(method: 'GET' | 'POST', path: string, options: CallOptions, body?: unknown): Promise<unknown> {
    const withinMs = this.#within(options);
    return ask(this.#connection, { method, path, body, repeatable: true, withinMs, signal: options.signal });
  }

  #within({ deadlineMs }: CallOptions): number {
    return deadlineMs === undefined ? this.#deadlineMs : positive(deadlineMs, 'deadlineMs');
  }

  #locally(event: Event, unreachable: UnreachableReason): LocalDecision {
    const answer = {
      id: null,
      event: event.id,
      reasons: [],
      effects: [],
      record: null,
      unreachable,
    } as const;
    return this.#whenUnreachable === 'open'
      ? { ...answer, action: 'allow' }
      : { ...answer, action: 'hold', until: 'reviewer' };
  }
}

function positive(value: number, name: string): number {
  if (!Number.isFinite(value) || value <= 0)
    throw new TypeError(`${name} must be a positive number of milliseconds`);
  return value;
}

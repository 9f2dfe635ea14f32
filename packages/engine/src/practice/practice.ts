import type { Action, Limit } from '../decide/decision.ts';
import type { Kind } from '../event/vocabulary.ts';
import type { Alarm } from './alarm.ts';

/** A file of a practice folder. Reading files is the caller's business: the engine is pure. */
export interface SourceFile {
  /** Relative to the practice folder; shown in findings. */
  readonly path: string;
  readonly text: string;
}

/** Something `check` has to say, with its place, so that an editor can jump there. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Stable: `unknown_name`, `type_error`, `untested`, `unreachable` … */
  readonly code: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly message: string;
  readonly hint?: string;
}

/** Where something stands in the sources. `line` and `column` are 1-based. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Keep = 'none' | 'signals' | 'content';
export type OnFailure = 'open' | 'closed';

export interface Settings {
  /** What an unknown age counts as; never silently adult, hence `child` unless said otherwise. */
  readonly unknown_age: 'child' | 'adult' | 'unknown';
  /** What an unknown connection counts as; never silently connected. */
  readonly unknown_connection: 'unconnected' | 'unknown';
  readonly on_failure: Readonly<Partial<Record<Kind, OnFailure>>>;
  /** IANA zone in which `time.*` is told. */
  readonly zone: string;
  /** BCP 47 tag of the words that are told where somebody's language is not known, or not there. */
  readonly language: string;
}

/** What is recorded of an event, by the action decided; `days` is how long. */
export interface KeepRules {
  readonly byAction: Readonly<Partial<Record<Action, Keep>>>;
  readonly otherwise: Keep;
  readonly days: number;
}

export interface Harm {
  readonly id: string;
  readonly title: string;
  readonly tier?: string;
  readonly refs: readonly string[];
}

/** One text for everybody, or one for each language by its BCP 47 tag. */
export type Words = string | Readonly<Record<string, string>>;

export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly harm?: string;
  readonly refs: readonly string[];
  /** Empty: every kind. */
  readonly kinds: readonly Kind[];
  /** CEL. */
  readonly when: string;
  /** CEL; an exception counts only when it is known to hold. */
  readonly unless?: string;
  readonly do: Exclude<Action, 'allow'>;
  /** With `do: limit`. */
  readonly limits: readonly Limit[];
  /** With `do: hold`: a releaser, a duration such as `24h`, or a time. */
  readonly until?: string;
  readonly tell: { readonly actor?: Words; readonly target?: Words };
  readonly effects: readonly Readonly<Record<string, string>>[];
  readonly mode: 'enforce' | 'shadow';
  /** Share of actors, 0 to 100 per cent, for whom the measure acts. */
  readonly rollout: number;
  /** In force from (inclusive) and to (exclusive), by the event's own time; RFC 3339. */
  readonly since?: string;
  readonly to?: string;
}

export interface PracticeTest {
  readonly name: string;
  /** A partial event; what it leaves out is filled in with neutral values (id, time, actor id …). */
  readonly given: Readonly<Record<string, unknown>>;
  /** What happened before it, earliest first, in the same form. */
  readonly before?: readonly Readonly<Record<string, unknown>>[];
  readonly expect: {
    readonly action?: Action;
    /** Exactly these measures match, in any order. */
    readonly measures?: readonly string[];
    /** These are among them. */
    readonly includes?: readonly string[];
    /** These are not. */
    readonly excludes?: readonly string[];
    readonly until?: string;
    readonly shadow?: readonly string[];
  };
}

/** A code of practice, read but not yet compiled. */
export interface Practice {
  readonly name: string;
  readonly version: string;
  readonly title?: string;
  readonly scope?: string;
  readonly settings: Settings;
  readonly keep: KeepRules;
  readonly harms: readonly Harm[];
  /** Named lists of words, domains, handles, for `list('name')`. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly measures: readonly Measure[];
  /** When somebody is to be called. */
  readonly alarms: readonly Alarm[];
  readonly tests: readonly PracticeTest[];
  /** `sha256:…` of the content, independent of formatting and of file order. */
  readonly hash: string;
}

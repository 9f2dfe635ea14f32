import type { Kind } from '../../event/vocabulary.ts';
import type { Moment } from '../language/environment.ts';
import type { Expression } from '../language/expression.ts';
import type { Measure, Place, Practice } from '../practice.ts';
import type { TextIndex } from './text-index.ts';

/** A practice compiled for deciding. Immutable but for scratch memory that one synchronous decision uses. */
export interface Plan {
  readonly practice: Practice;
  /** `name@version#sha256:…`, as every decision names it. */
  readonly label: string;
  /** In the order of their ids, so that the order of files means nothing. */
  readonly measures: readonly CompiledMeasure[];
  /** Distinct parts of all `when` expressions; each is evaluated at most once for an event. */
  readonly conditions: readonly Condition[];
  readonly byKind: Readonly<Record<Kind, KindPlan>>;
  readonly text: TextIndex;
  /** Atom → the measures that can only match where it, or one of its like, occurs. */
  readonly triggered: readonly (readonly number[])[];
  /** Set before each evaluation. */
  readonly moment: Moment;
  readonly scratch: Scratch;
  /** Where each test of the practice stands, in the order of `practice.tests`. */
  readonly testPlaces: readonly Place[];
}

/** What one decision uses and the next uses again. */
export interface Scratch {
  /** Per condition: 0 not asked yet, else an `Answer`. */
  readonly answers: Uint8Array;
  /** Per atom: 1 where the text holds it. */
  readonly found: Uint8Array;
  /** Per measure: 1 where it is among the candidates already. */
  readonly candidate: Uint8Array;
}

/** What `Scratch.answers` holds. */
export const Answer = { unasked: 0, yes: 1, no: 2, unknown: 3 } as const;

/** One conjunct of a `when`. */
export interface Condition {
  readonly expression: Expression;
  /** Asks the text: needs the pass over it. */
  readonly readsText: boolean;
  /** Relative; cheaper conditions are asked first. */
  readonly cost: number;
}

export interface CompiledMeasure {
  readonly measure: Measure;
  readonly when: Expression;
  readonly unless: Expression | null;
  /** Positions in `Plan.conditions`, cheapest first; the measure matches where all are true. */
  readonly conditions: readonly number[];
  /** Those of `conditions` that do not ask the text. */
  readonly guards: readonly number[];
  /** Positions in `Plan.text.atoms` of everything that `when` asks of the text, for spans. */
  readonly atoms: readonly number[];
  /** Has conditions on words or signals without which it cannot match. */
  readonly triggered: boolean;
  /** In force from (inclusive) and to (exclusive), in milliseconds since 1970. */
  readonly since: number;
  readonly to: number;
}

/** What can apply to one kind of event. */
export interface KindPlan {
  /** Measures that may match without any word or signal in the text: asked for every event. */
  readonly always: readonly number[];
  /**
   * Guards of triggered measures: where all of a set hold, the text is worth reading. Small sets first, and none that
   * has all of another.
   */
  readonly guardSets: readonly (readonly number[])[];
  /** Per measure: 1 where it applies to this kind. */
  readonly applies: Uint8Array;
}

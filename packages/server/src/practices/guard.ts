import Type, { type Static } from 'typebox';

/** What a guard looks at: which of the decisions made under an activation count against it. */
export const WATCHED = ['errors', 'degraded', 'held', 'blocked'] as const;
export type Watched = (typeof WATCHED)[number];

const DEFAULT_MINUTES = 5;
const DEFAULT_AT_LEAST = 100;
export const MAX_MINUTES = 60;
export const MAX_GUARDS = 8;

/** As it is given, with what may be left out. */
export const GuardSchema = Type.Object(
  {
    watch: Type.Enum([...WATCHED], {
      description:
        '`errors`: events that could not be decided by it. `degraded`: decided without a part that was late or down. `held`, `blocked`: decisions of that action.',
    }),
    above: Type.Number({
      minimum: 0,
      exclusiveMaximum: 100,
      description: 'Per cent of the decisions. Passed when the share is larger.',
    }),
    minutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MAX_MINUTES,
        default: DEFAULT_MINUTES,
        description: 'Over how many minutes the share is taken, rolling.',
      }),
    ),
    at_least: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: DEFAULT_AT_LEAST,
        description: 'Fewer decisions than this in a process say nothing yet.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type GivenGuard = Static<typeof GuardSchema>;

/** When its share is passed, the activation that it stands with is ended. */
export type Guard = Required<GivenGuard>;

export function completeGuard({ watch, above, minutes, at_least }: GivenGuard): Guard {
  return { watch, above, minutes: minutes ?? DEFAULT_MINUTES, at_least: at_least ?? DEFAULT_AT_LEAST };
}

/** A guard that was passed, with what was counted. */
export interface Passed {
  readonly guard: Guard;
  /** Of these … */
  readonly decisions: number;
  /** … so many counted against it. */
  readonly counted: number;
}

/** In words, for the history and for who is told. */
export function describePassed({ guard, decisions, counted }: Passed): string {
  const share = Math.round((counted / decisions) * 1000) / 10;
  return `${guard.watch} ${share}% (${counted} of ${decisions} decisions in ${guard.minutes} min) is above ${guard.above}%`;
}

import Type, { type Static } from 'typebox';
import { parseUntil } from '../decide/until.ts';

const Window = (initial: string) =>
  Type.Optional(
    Type.String({
      minLength: 2,
      maxLength: 64,
      description: `Over how long it is counted, up to now: 1m to 24h; ${initial} if left out.`,
    }),
  );

/** One object with all that any alarm may have: `check` says what does not go together, and says it better. */
export const AlarmSchema = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$',
      maxLength: 100,
      description: 'Dotted, as that of a measure.',
    }),
    title: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'What it means, for who is called.' }),
    ),
    measure: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'With `over_usual`: the id of a measure, or `any` for each by itself.',
      }),
    ),
    over_usual: Type.Optional(
      Type.Number({
        exclusiveMinimum: 1,
        maximum: 1000,
        description: 'Raised where a measure matches more than so many times as often as usual.',
      }),
    ),
    degraded_over: Type.Optional(
      Type.String({
        pattern: '^\\d{1,2}(\\.\\d{1,2})?%$',
        description: 'Raised where more than this share of decisions lack a part that was late or down.',
      }),
    ),
    held_longer_than: Type.Optional(
      Type.String({
        minLength: 2,
        maxLength: 64,
        description: 'Raised where something has waited longer than this for somebody: 90m, 24h, 7d.',
      }),
    ),
    at_least: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        description:
          'Fewer say nothing yet: matches with `over_usual` (20 if left out), decisions with `degraded_over` (100).',
      }),
    ),
    window: Window('10m'),
  },
  { additionalProperties: false },
);

/** As it was written. */
export type Alarm = Readonly<Static<typeof AlarmSchema>>;

/** `any`: each measure of what is in force, by itself. */
export const ANY_MEASURE = 'any';

/** What an alarm asks. Windows are in whole minutes. */
export type AlarmRule =
  | {
      readonly kind: 'over_usual';
      readonly measure: string;
      readonly times: number;
      readonly atLeast: number;
      readonly windowMinutes: number;
    }
  | {
      readonly kind: 'degraded_over';
      readonly percent: number;
      readonly atLeast: number;
      readonly windowMinutes: number;
    }
  | { readonly kind: 'held_longer_than'; readonly milliseconds: number };

export const ALARM_KINDS = ['over_usual', 'degraded_over', 'held_longer_than'] as const;

/** What may stand beside what an alarm is raised by. */
const BESIDE = {
  over_usual: ['measure', 'at_least', 'window'],
  degraded_over: ['at_least', 'window'],
  held_longer_than: [],
} as const satisfies Record<AlarmRule['kind'], readonly (keyof Alarm)[]>;

export interface AlarmProblem {
  readonly field: keyof Alarm;
  readonly code: 'missing_field' | 'misplaced' | 'unknown_value';
  readonly message: string;
}

const MATCHES_AT_LEAST = 20;
const DECISIONS_AT_LEAST = 100;
const WINDOW_MINUTES = 10;
const MAX_WINDOW_MINUTES = 24 * 60;

/** Reads what an alarm asks, or says what does not go together in it. */
export function readAlarm(
  alarm: Alarm,
):
  | { readonly ok: true; readonly rule: AlarmRule }
  | { readonly ok: false; readonly problems: readonly AlarmProblem[] } {
  const [kind, second] = ALARM_KINDS.filter((name) => alarm[name] !== undefined);
  if (kind === undefined || second !== undefined)
    return refused({
      field: second ?? 'id',
      code: second === undefined ? 'missing_field' : 'misplaced',
      message: `an alarm has exactly one of ${ALARM_KINDS.join(', ')}`,
    });
  const allowed: readonly string[] = BESIDE[kind];
  const odd = (['measure', 'at_least', 'window'] as const).filter(
    (name) => alarm[name] !== undefined && !allowed.includes(name),
  );
  if (odd.length > 0)
    return refused(
      ...odd.map((field) => ({
        field,
        code: 'misplaced' as const,
        message: `“${field}” does not go with “${kind}”`,
      })),
    );
  const windowMinutes = alarm.window === undefined ? WINDOW_MINUTES : minutesOf(alarm.window);
  if (windowMinutes === null || windowMinutes > MAX_WINDOW_MINUTES)
    return refused({ field: 'window', code: 'unknown_value', message: 'a window is between 1m and 24h' });
  switch (kind) {
    case 'over_usual': {
      const { measure, over_usual: times = 0, at_least: atLeast = MATCHES_AT_LEAST } = alarm;
      if (measure === undefined)
        return refused({
          field: kind,
          code: 'missing_field',
          message: 'says with “measure” which one is meant: an id, or “any”',
        });
      return { ok: true, rule: { kind, measure, times, atLeast, windowMinutes } };
    }
    case 'degraded_over': {
      const { degraded_over: share = '', at_least: atLeast = DECISIONS_AT_LEAST } = alarm;
      return { ok: true, rule: { kind, percent: Number.parseFloat(share), atLeast, windowMinutes } };
    }
    case 'held_longer_than': {
      const limit = parseUntil(alarm.held_longer_than ?? '');
      if (limit?.kind !== 'duration')
        return refused({
          field: kind,
          code: 'unknown_value',
          message: 'is a duration, written 90m, 24h or 7d; at most 366 days',
        });
      return { ok: true, rule: { kind, milliseconds: limit.milliseconds } };
    }
  }
}

function refused(...problems: readonly AlarmProblem[]): {
  readonly ok: false;
  readonly problems: readonly AlarmProblem[];
} {
  return { ok: false, problems };
}

function minutesOf(text: string): number | null {
  const duration = parseUntil(text);
  return duration?.kind === 'duration' ? duration.milliseconds / 60_000 : null;
}

import { ACTIONS, OutcomeSchema } from '@safeward/engine';
import Type from 'typebox';
import { CandidateSchema, WouldSchema } from '../practices/index.ts';
import { ResolutionSchema } from './holds/resolution.ts';

const closed = { additionalProperties: false } as const;

const RecordedSchema = Type.Object(
  {
    id: Type.String(),
    leaf: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'Hash of its leaf in the evidence log, where the leaf is within a second.',
      }),
    ),
  },
  closed,
);

/** What the gate adds to the engine's outcome. */
export const DecisionSchema = Type.Object(
  {
    id: Type.String({ description: 'Of this decision; ids sort by time.' }),
    ...OutcomeSchema.properties,
    would: Type.Optional(WouldSchema),
    candidate: Type.Optional(CandidateSchema),
    degraded: Type.Optional(
      Type.Array(Type.Enum(['database', 'people', 'images']), {
        description: 'Parts that were late or down; the practice’s `on_failure` decided what that means.',
      }),
    ),
    record: Type.Union([RecordedSchema, Type.Null()], {
      description:
        'Null: safe on this server’s disk, and recorded in the database later under the same id; see also `unrecorded` and `test`.',
    }),
    unrecorded: Type.Optional(
      Type.Literal(true, {
        description: 'Neither the database nor the disk had it in time: nothing may be kept of it.',
      }),
    ),
    test: Type.Optional(
      Type.Literal(true, { description: 'Decided with a test key: recorded nowhere, now or later.' }),
    ),
    resolution: Type.Optional(ResolutionSchema),
    timing_ms: Type.Optional(
      Type.Object({ signals: Type.Optional(Type.Number()), total: Type.Number() }, closed),
    ),
  },
  { ...closed, $id: 'Decision' },
);

export const DecisionListSchema = Type.Object(
  {
    decisions: Type.Array(DecisionSchema),
    next: Type.Union([Type.String(), Type.Null()], {
      description: 'Give it as `cursor` for the next page; null on the last one.',
    }),
  },
  { ...closed, $id: 'DecisionList' },
);

/** As the engine's `Explanation`. */
export const ExplanationSchema = Type.Object(
  {
    outcome: OutcomeSchema,
    trace: Type.Array(
      Type.Object(
        {
          measure: Type.String(),
          mode: Type.Enum(['enforce', 'shadow']),
          result: Type.Enum(['matched', 'not_matched', 'unknown', 'excepted', 'not_reached']),
          why: Type.String(),
          parts: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  expression: Type.String(),
                  value: Type.Union([Type.Boolean(), Type.Literal('unknown')]),
                  missing: Type.Optional(Type.String()),
                },
                closed,
              ),
              { description: 'The parts of `when`, joined by “and”, as far as the measure was reached.' },
            ),
          ),
        },
        closed,
      ),
      { description: 'Every measure of the practice.' },
    ),
    alternatives: Type.Array(
      Type.Object(
        {
          sentence: Type.String({ description: 'For a person: `would be allowed if they were connected`.' }),
          field: Type.String({ description: 'What would have to differ.' }),
          action: Type.Enum([...ACTIONS]),
        },
        closed,
      ),
      { description: 'The single changes that would make the decision milder, those that help most first.' },
    ),
  },
  { ...closed, $id: 'Explanation' },
);

/** The most that a caller may wait; a gate that takes longer than this helps nobody. */
export const MAX_DEADLINE_MS = 60_000;

export const DeadlineQuery = Type.Object(
  {
    deadline_ms: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MAX_DEADLINE_MS,
        description: 'The answer comes within this many milliseconds, without the database if need be.',
      }),
    ),
  },
  closed,
);

/** What a route gets that takes no parameters: a misspelt one is refused rather than overlooked. */
export const NoQuery = Type.Object({}, closed);

export const MAX_PAGE = 200;

export const ListQuery = Type.Object(
  {
    actor: Type.Optional(Type.String({ minLength: 1, maxLength: 256, description: 'Id of who acted.' })),
    action: Type.Optional(Type.Enum([...ACTIONS])),
    measure: Type.Optional(
      Type.String({ minLength: 1, maxLength: 256, description: 'Id of a measure that matched.' }),
    ),
    since: Type.Optional(Type.String({ format: 'date-time', description: 'Decided then or later.' })),
    until: Type.Optional(Type.String({ format: 'date-time', description: 'Decided before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 100, description: 'From the page before.' })),
  },
  closed,
);

export const IdParams = Type.Object({ id: Type.String() }, closed);

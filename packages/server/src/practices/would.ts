import { ACTIONS, LIMITS, type Outcome } from '@safeward/engine';
import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

const WOULD = {
  action: Type.Enum([...ACTIONS], { description: 'What would have been done.' }),
  until: Type.Optional(Type.String({ description: 'On `hold`: who or when would have ended it.' })),
  limits: Type.Optional(Type.Array(Type.Enum([...LIMITS]))),
  measures: Type.Array(Type.String(), { description: 'Ids of the measures that would have acted.' }),
};

/** What would have been decided where nothing was carried out. */
export const WouldSchema = Type.Object(WOULD, {
  ...closed,
  description: 'Of a gate or a key in shadow: what would have been decided. `action` is `allow` then.',
});
export type Would = Static<typeof WouldSchema>;

/** What a practice that does not act on this actor would have decided. */
export const CandidateSchema = Type.Object(
  { practice: Type.String({ description: '`name@version#sha256:…`' }), ...WOULD },
  {
    ...closed,
    description: 'What the practice that is being tried would have decided; left out where it is the same.',
  },
);
export type Candidate = Static<typeof CandidateSchema>;

export function wouldOf({ action, until, limits, reasons }: Outcome): Would {
  return {
    action,
    ...(until === undefined ? {} : { until }),
    ...(limits === undefined ? {} : { limits: [...limits] }),
    measures: [...new Set(reasons.map(({ measure }) => measure))],
  };
}

/** What the candidate would have decided; null where that is what was decided anyway, by the same measures. */
export function differing(candidate: Outcome, decided: Outcome): Candidate | null {
  const would = wouldOf(candidate);
  if (JSON.stringify(would) === JSON.stringify(wouldOf(decided))) return null;
  return { practice: candidate.practice, ...would };
}

/** An outcome of which nothing is carried out: `allow`, with all that would have been beside it. */
export type ShadowOutcome = Outcome & { readonly would: Would };

/** Answered by a gate in shadow: all measures are reported, none acts. */
export function inShadow<O extends Outcome>(outcome: O): O & ShadowOutcome {
  const { until: _until, limits: _limits, tell: _tell, ...rest } = outcome;
  const shadow = [...outcome.reasons, ...(outcome.shadow ?? [])];
  return {
    ...(rest as O),
    action: 'allow',
    reasons: [],
    ...(shadow.length === 0 ? {} : { shadow }),
    effects: [],
    would: wouldOf(outcome),
  };
}

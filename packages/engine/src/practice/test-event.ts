/** What a test of a practice leaves out is filled in with these: nobody in particular, on a winter's noon. */
const NEUTRAL = { id: 'test', kind: 'message', at: '2026-01-15T12:00:00Z' } as const;

/** The event of a test: what it gives, completed. Not parsed yet. */
export function testEvent(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    ...NEUTRAL,
    ...given,
    actor: person('actor', given.actor ?? {}),
    ...(given.target === undefined ? {} : { target: person('target', given.target) }),
  };
}

const HOUR = 3_600_000;

/** An event that happened before that of a test: one of so many, an hour apart, the last an hour before. */
export function earlierEvent(
  given: Readonly<Record<string, unknown>>,
  index: number,
  all: number,
): Readonly<Record<string, unknown>> {
  const at = new Date(Date.parse(NEUTRAL.at) - (all - index) * HOUR).toISOString();
  return { ...testEvent({ at, ...given }), id: `before-${index + 1}` };
}

function person(id: string, given: unknown): unknown {
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? { id, ...given } : given;
}

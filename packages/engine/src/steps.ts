/**
 * Work that is done piece by piece, for whoever must not be held up by all of it at once: a pause is possible at every
 * `yield`. The engine has no clock; when to pause is its caller's business.
 */
export type InSteps<T> = Generator<undefined, T, undefined>;

/** Does all of it without a pause. */
export function atOnce<T>(steps: InSteps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

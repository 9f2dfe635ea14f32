/** How long a call may still take: the caller's patience, which every try and every pause draws on. */
export interface Budget {
  /** Milliseconds left; 0 when it is over. */
  left(): number;
  /** Resolves after a pause, or at once where the budget or the caller ends first. */
  pause(milliseconds: number): Promise<void>;
}

/** @param now a clock that does not jump, in milliseconds */
export function budgetOf(
  milliseconds: number,
  signal: AbortSignal | undefined,
  now: () => number = () => performance.now(),
): Budget {
  const end = now() + milliseconds;
  const left = (): number => Math.max(end - now(), 0);
  return {
    left,
    pause: (asked) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const done = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, Math.min(asked, left()));
        signal?.addEventListener('abort', done);
      }),
  };
}

import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until there is something to see.
 *
 * @param look what is awaited; null, undefined and false are not there yet, and neither is what throws
 * @throws after half a minute, with what was thrown last
 */
export async function eventually<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const until = performance.now() + 30_000;
  let problem: unknown = new Error('it never came');
  while (performance.now() < until) {
    try {
      const seen = await look();
      if (seen !== null && seen !== undefined && seen !== false) return seen;
    } catch (error) {
      problem = error;
    }
    await sleep(10);
  }
  throw problem;
}

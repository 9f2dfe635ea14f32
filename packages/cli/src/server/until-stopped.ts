import type { RunningServer } from '@safeward/server';
import { say } from '../terminal.ts';

/**
 * A terminal sends Ctrl-C to every process in front, and npm and our launcher pass on what they get: one key press
 * can arrive several times. What comes within this time of the first is the same one.
 */
const SAME_PRESS_MS = 400;

/**
 * Resolves when the process is asked to stop; a second request, if it is one, ends it at once.
 *
 * @param atOnce what is said then
 */
export function stopRequested(atOnce = 'Stopped at once. The next start repairs what was left open.'): {
  readonly requested: Promise<void>;
  request(): void;
} {
  const { promise, resolve } = Promise.withResolvers<void>();
  let first = 0;
  const request = (): void => {
    const now = performance.now();
    if (first === 0) {
      first = now;
      resolve();
    } else if (now - first > SAME_PRESS_MS) {
      say(atOnce);
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
  whenLeftAlone(request);
  return { requested: promise, request };
}

const LOOK_MS = 250;

/**
 * npm starts its scripts by a shell, which dies of a SIGTERM without a word to us. What is left alone then would go on
 * with nobody to stop it. Without npm a service may well outlive who started it.
 */
function whenLeftAlone(act: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, LOOK_MS);
  timer.unref();
}

/** Answers what was accepted, stops the database, and says so. */
export async function stop(server: RunningServer, tell: (text: string) => void): Promise<void> {
  tell('\nStopping: answering what was accepted, closing the database … (Ctrl-C again stops at once)');
  await server.close();
  tell('Stopped.');
}

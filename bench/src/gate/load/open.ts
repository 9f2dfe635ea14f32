import type { NextRequest } from '../requests.ts';
import type { Connection } from './connection.ts';
import { createTally, type Load } from './load.ts';

/** An open loop also says how late the sender itself was, in milliseconds: that is part of each latency. */
export interface OpenLoad extends Load {
  readonly lateness: readonly number[];
}

/**
 * Open loop: requests are due at a fixed rate, whatever became of those before, and latency counts from when a
 * request was due. So a server that stops for a moment is charged with everyone who would have waited (“coordinated
 * omission”), and a sender that wakes late makes the figures worse, never better.
 */
export function openLoop(
  connections: readonly Connection[],
  next: NextRequest,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<OpenLoad> {
  const tally = createTally();
  const lateness: number[] = [];
  const idle = [...connections];
  const total = Math.round(rate * seconds);
  const began = performance.now();
  const end = began + seconds * 1000;
  let sent = 0;
  let back = 0;
  let answered = 0;

  return new Promise((resolve) => {
    const dueAt = (number: number): number => began + (number * 1000) / rate;

    const sendDue = (): void => {
      const now = performance.now();
      while (sent < total && dueAt(sent) <= now) {
        const connection = idle.pop();
        // All are busy: whoever is due waits for the first that comes back, and the wait counts.
        if (connection === undefined) return;
        sendOne(connection, dueAt(sent++));
      }
    };

    const sendOne = (connection: Connection, due: number): void => {
      lateness.push(performance.now() - due);
      connection.send(next(), (status) => {
        const now = performance.now();
        tally.count(status, now - due);
        if (now < end) answered++;
        idle.push(connection);
        if (++back === total) return finish();
        sendDue();
      });
    };

    const timer = setInterval(sendDue, 1);
    const finish = (): void => {
      clearInterval(timer);
      const { latencies, refused } = tally;
      resolve({ seconds, answered, acknowledged: latencies.length, refused, latencies, lateness });
    };
    sendDue();
  });
}

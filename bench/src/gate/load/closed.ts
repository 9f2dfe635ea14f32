import type { NextRequest } from '../requests.ts';
import type { Connection } from './connection.ts';
import { createTally, type Load } from './load.ts';

/**
 * Closed loop: each connection sends its next request as soon as the last is answered. Says how much a server can do,
 * and little about how long people wait: a server that stops for a moment is asked nothing meanwhile.
 */
export async function closedLoop(
  connections: readonly Connection[],
  next: NextRequest,
  seconds: number,
): Promise<Load> {
  const tally = createTally();
  const began = performance.now();
  const end = began + seconds * 1000;
  let answered = 0;

  const keepBusy = (connection: Connection): Promise<void> =>
    new Promise((resolve) => {
      const send = (): void => {
        const sent = performance.now();
        if (sent >= end) {
          resolve();
          return;
        }
        connection.send(next(), (status) => {
          const now = performance.now();
          tally.count(status, now - sent);
          if (now < end) answered++;
          // A broken connection would otherwise be asked again without end.
          if (status === 0) resolve();
          else send();
        });
      };
      send();
    });

  await Promise.all(connections.map(keepBusy));
  const { latencies, refused } = tally;
  return { seconds, answered, acknowledged: latencies.length, refused, latencies };
}

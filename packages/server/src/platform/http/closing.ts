import type { Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Requests that have arrived whole and are owed an answer, so that closing knows when the last one has it. */
export interface Accepted {
  add(response: ServerResponse): void;
  readonly count: number;
}

export function countAccepted(): Accepted {
  let count = 0;
  const end = () => {
    count -= 1;
  };
  return {
    add(response) {
      // Its caller is gone already.
      if (response.closed) return;
      count += 1;
      // Comes when the answer is sent, and also where the caller goes away before.
      response.on('close', end);
    },
    get count() {
      return count;
    },
  };
}

const STEP_MS = 20;
/** A request that has arrived in part when closing begins has this long for the rest. */
const ARRIVING_MS = 1_000;
/** Longer than any request may be under way; only a caller that does not read its answer takes so long. */
const LAST_MS = 90_000;

/**
 * Ends the connections of a server that takes no new ones: those without a request at once, the others when they
 * have their answer. Without this a connection that is kept alive, or whose request never arrives whole, would
 * keep a closing server waiting for as long as its caller likes.
 *
 * @param closed resolves when the last connection is gone
 */
export async function endConnections(
  server: Server,
  accepted: Accepted,
  closed: Promise<unknown>,
): Promise<void> {
  let over = false;
  void closed.then(() => {
    over = true;
  });
  const began = performance.now();
  while (!over) {
    await sleep(STEP_MS);
    server.closeIdleConnections();
    const waited = performance.now() - began;
    if ((accepted.count === 0 && waited > ARRIVING_MS) || waited > LAST_MS) server.closeAllConnections();
  }
}

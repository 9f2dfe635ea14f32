import { type Bucket, createBucket, type Rate } from '../../../platform/rate-limit/index.ts';
import { networkOf } from './answer.ts';

/**
 * How fast answers may come from one network. A school sends a class at once, and a town may sit behind one address:
 * what is more than this is not turned away, but kept, and asked to be sent again a little later.
 */
const SENDING: Rate = { count: 60, seconds: 60, burst: 300 };
/** What a browser saves is bounded as well, far above what people do. */
const SAVING: Rate = { count: 240, seconds: 60, burst: 1_200 };
/** Networks that have been quiet for longer are forgotten; by then their bucket is full again. */
const QUIET_MS = 10 * 60_000;

export interface Pace {
  /** @returns 0 where it may go on, else after how many seconds */
  send(address: string): number;
  save(address: string): number;
}

/** @param now of a clock that does not jump, in milliseconds */
export function createPace(now: () => number = () => performance.now()): Pace {
  const networks = new Map<string, { readonly sending: Bucket; readonly saving: Bucket; seen: number }>();
  let swept = now();

  function take(address: string, which: 'sending' | 'saving'): number {
    const at = now();
    if (at - swept > QUIET_MS) {
      for (const [network, { seen }] of networks) if (at - seen > QUIET_MS) networks.delete(network);
      swept = at;
    }
    const network = networkOf(address);
    const known = networks.get(network) ?? {
      sending: createBucket(SENDING, at),
      saving: createBucket(SAVING, at),
      seen: at,
    };
    known.seen = at;
    networks.set(network, known);
    const taken = known[which].take(1, at);
    return taken.ok ? 0 : Math.max(1, taken.enoughIn ?? 1);
  }

  return { send: (address) => take(address, 'sending'), save: (address) => take(address, 'saving') };
}

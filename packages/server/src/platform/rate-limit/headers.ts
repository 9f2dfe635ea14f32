import type { Granted } from './limiter.ts';

/** Of the one policy there is: so much for each key. */
const POLICY = 'key';

/**
 * `RateLimit-Policy: "key";q=…;w=…` and `RateLimit: "key";r=…;t=…`, as in the IETF's draft
 * draft-ietf-httpapi-ratelimit-headers: the quota and the seconds in which it comes back whole, what is left of it
 * and in how many seconds nothing of it would be missing.
 */
export function rateHeaders({ rate, left, fullIn }: Granted): Readonly<Record<string, string>> {
  const { count, seconds, burst } = rate;
  return {
    'ratelimit-policy': `"${POLICY}";q=${burst};w=${Math.ceil((burst * seconds) / count)}`,
    ratelimit: `"${POLICY}";r=${left};t=${fullIn}`,
  };
}

import { randomBytes } from 'node:crypto';
import type { MessageType } from '../outbox/index.ts';

/** Somebody who is told by HTTP what happened. Without its secrets. */
export interface Endpoint {
  readonly id: string;
  readonly url: string;
  /** Empty: every type. */
  readonly types: readonly MessageType[];
  /** May its address be one that is not public? */
  readonly allow_private: boolean;
  readonly created_at: string;
}

export type DeliveryState = 'waiting' | 'delivered' | 'dead';

/** One message on its way to one endpoint. */
export interface Delivery {
  readonly id: string;
  readonly endpoint: string;
  readonly message: string;
  readonly type: string;
  readonly subject: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly created_at: string;
  readonly next_at: string | null;
  readonly problem: string | null;
}

export function newEndpointId(): string {
  return `we_${randomBytes(9).toString('base64url')}`;
}

/** Standard Webhooks: `whsec_` and 24 to 64 random bytes in base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Why an address cannot be an endpoint; null where it can. Whether it is public is found out at each delivery. */
export function urlProblem(text: string): string | null {
  const url = URL.parse(text);
  if (url === null) return 'is no address';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https:// or http://';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  return null;
}

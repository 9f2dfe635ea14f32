import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';

/** How an answer came. */
export const CHANNELS = ['page', 'email', 'paper'] as const;
export type Channel = (typeof CHANNELS)[number];

/** An answer that was sent, as far as everybody may know of it. */
export interface Counted {
  readonly id: string;
  /** Hex. */
  readonly commitment: string;
  readonly received_at: string;
  readonly withdrawn_at: string | null;
  readonly channel: Channel;
}

/** 256 random bits: who knows it may read, change, send and withdraw the answer, and nobody else. */
export function newLink(): string {
  return randomBytes(32).toString('base64url');
}

export const LINK = '^[A-Za-z0-9_-]{43}$';

/** Only this is kept, so that nobody who reads the tables can open an answer by its link. */
export function hashLink(link: string): Buffer {
  return createHash('sha256').update(link, 'latin1').digest();
}

/**
 * Which answers came from one network, without knowing which one: an IPv4 address, or the half of an IPv6 address
 * that names the network. Whoever destroys the secret makes it meaningless.
 */
export function originOf(address: string, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(networkOf(address)).digest().subarray(0, 16);
}

export function networkOf(address: string): string {
  const plain = address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

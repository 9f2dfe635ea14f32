import { lookup as resolve } from 'node:dns/promises';
import type { RequestOptions } from 'node:http';
import { isIP } from 'node:net';
import { isPublicAddress } from './address.ts';

/** Why no connection was made. */
export const REFUSED = {
  scheme: 'not an http or https address',
  address: 'the address is not a public one',
} as const;

/** An http or https address, or null. */
export function webAddress(text: string, base?: URL): URL | null {
  const url = URL.parse(text, base?.href);
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
}

/** Null where any address of the name is not to be reached: a name with two faces is not trusted with either. */
export async function addressOf({ hostname }: URL, allowPrivate: boolean): Promise<string | null> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) > 0 ? [host] : (await resolve(host, { all: true })).map(({ address }) => address);
  const [first] = found;
  if (first === undefined) return null;
  return allowPrivate || found.every(isPublicAddress) ? first : null;
}

/** Has a request connect to the address that was looked at: a second look-up could answer otherwise. */
export function pinnedTo(address: string): Pick<RequestOptions, 'agent' | 'lookup'> {
  return {
    agent: false,
    lookup: (_host, { all }, done) => {
      const family = isIP(address);
      if (all) done(null, [{ address, family }]);
      else done(null, address, family);
    },
  };
}

export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : error instanceof Error ? error.message : 'unknown';
}

import { lookup as resolve } from 'node:dns/promises';
import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './address.ts';

export interface OutsidePost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** Lets the request reach addresses that are not public, e.g. a receiver in the same network. */
  readonly allowPrivate: boolean;
}

/** What came of a request to somebody else's server. */
export type OutsideAnswer =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** What is read of an answer's body before it is dropped: nothing in it matters. */
const BODY_MAX = 64 * 1024;

/**
 * Posts to an address that somebody configured: http or https only, to a public address that was looked up once and
 * is the one connected to (a second look-up could answer otherwise), without following redirects, within a time.
 * Never throws.
 */
export async function postOutside(post: OutsidePost): Promise<OutsideAnswer> {
  const url = URL.parse(post.url);
  if (url === null || !/^https?:$/.test(url.protocol)) return failed('not an http or https address');
  const deadline = AbortSignal.timeout(post.timeoutMs);
  try {
    const address = await addressOf(url.hostname.replace(/^\[|\]$/g, ''), post.allowPrivate);
    if (address === null) return failed('the address is not a public one');
    return await send(url, address, post, deadline);
  } catch (error) {
    if (deadline.aborted) return failed(`no answer within ${post.timeoutMs} ms`);
    return failed(reasonOf(error));
  }
}

/** Null where any address of the name is not to be reached: a name with two faces is not trusted with either. */
async function addressOf(host: string, allowPrivate: boolean): Promise<string | null> {
  const found = isIP(host) > 0 ? [host] : (await resolve(host, { all: true })).map(({ address }) => address);
  const [first] = found;
  if (first === undefined) return null;
  return allowPrivate || found.every(isPublicAddress) ? first : null;
}

function send(url: URL, address: string, post: OutsidePost, signal: AbortSignal): Promise<OutsideAnswer> {
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...post.headers, 'content-length': Buffer.byteLength(post.body) },
    signal,
    agent: false,
    lookup: (_host, { all }, done) => {
      const family = isIP(address);
      if (all) done(null, [{ address, family }]);
      else done(null, address, family);
    },
  };
  return new Promise((settle, fail) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > BODY_MAX) response.destroy();
      });
      response.on('close', () => settle({ kind: 'answered', status: response.statusCode ?? 0 }));
      response.on('error', fail);
    });
    request.on('error', fail);
    request.end(post.body);
  });
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : error instanceof Error ? error.message : 'unknown';
}

function failed(reason: string): OutsideAnswer {
  return { kind: 'failed', reason };
}

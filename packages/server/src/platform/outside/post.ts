import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { addressOf, pinnedTo, REFUSED, reasonOf, webAddress } from './connect.ts';

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
  const url = webAddress(post.url);
  if (url === null) return failed(REFUSED.scheme);
  const deadline = AbortSignal.timeout(post.timeoutMs);
  try {
    const address = await addressOf(url, post.allowPrivate);
    if (address === null) return failed(REFUSED.address);
    return await send(url, address, post, deadline);
  } catch (error) {
    if (deadline.aborted) return failed(`no answer within ${post.timeoutMs} ms`);
    return failed(reasonOf(error));
  }
}

function send(url: URL, address: string, post: OutsidePost, signal: AbortSignal): Promise<OutsideAnswer> {
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...post.headers, 'content-length': Buffer.byteLength(post.body) },
    signal,
    ...pinnedTo(address),
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

function failed(reason: string): OutsideAnswer {
  return { kind: 'failed', reason };
}

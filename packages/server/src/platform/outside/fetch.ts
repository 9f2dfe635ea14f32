import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { addressOf, pinnedTo, REFUSED, reasonOf, webAddress } from './connect.ts';

export interface OutsideFetch {
  readonly url: string;
  /** Longer answers are given up, at the latest when so many bytes have come. */
  readonly maxBytes: number;
  /** For everything: names, redirects, the whole body. */
  readonly timeoutMs: number;
  /** Lets the request reach addresses that are not public. */
  readonly allowPrivate: boolean;
  /** Where it is given, only these hosts, and those below them, are asked. */
  readonly hosts?: readonly string[];
}

export type OutsideFetched =
  | { readonly kind: 'fetched'; readonly bytes: Buffer }
  /** The reason holds nothing that the other side has sent. */
  | { readonly kind: 'failed'; readonly reason: string };

const MOST_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches what a stranger has named: http or https only, from public addresses only, each looked up once and connected
 * to as it was looked up; the same again for every redirect, of which three are followed; within limits of size and
 * time. Nothing is sent but the request: no cookies, no credentials, also none that stand in the address. Never throws.
 */
export async function fetchOutside(fetch: OutsideFetch): Promise<OutsideFetched> {
  const deadline = AbortSignal.timeout(fetch.timeoutMs);
  let url = webAddress(fetch.url);
  try {
    for (let followed = 0; followed <= MOST_REDIRECTS; followed++) {
      if (url === null) return failed(REFUSED.scheme);
      if (!isAllowed(url.hostname, fetch.hosts))
        return failed('the host is not one of those that may be asked');
      const address = await addressOf(url, fetch.allowPrivate);
      if (address === null) return failed(REFUSED.address);
      const response = await get(url, address, deadline);
      const { statusCode = 0, headers } = response;
      if (REDIRECTS.has(statusCode) && headers.location !== undefined) {
        response.destroy();
        url = webAddress(headers.location, url);
        continue;
      }
      return await read(response, fetch.maxBytes);
    }
    return failed(`more than ${MOST_REDIRECTS} redirects`);
  } catch (error) {
    return failed(deadline.aborted ? `not there within ${fetch.timeoutMs} ms` : reasonOf(error));
  }
}

function isAllowed(host: string, hosts: readonly string[] | undefined): boolean {
  return hosts === undefined || hosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
}

function get(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { protocol, pathname, search, hostname, port, host } = url;
  const options = {
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: `${pathname}${search}`,
    signal,
  };
  const headers = { host, 'accept-encoding': 'identity' };
  return new Promise((settle, fail) => {
    (protocol === 'https:' ? requestHttps : requestHttp)(
      { ...options, headers, ...pinnedTo(address) },
      settle,
    )
      .on('error', fail)
      .end();
  });
}

async function read(response: IncomingMessage, maxBytes: number): Promise<OutsideFetched> {
  const { statusCode = 0, headers } = response;
  const refuse = (reason: string): OutsideFetched => {
    response.destroy();
    return failed(reason);
  };
  if (statusCode !== 200) return refuse(`answered with status ${statusCode}`);
  // What is compressed could become any size, and was not asked for.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return refuse('answered compressed');
  const tooLong = `longer than ${maxBytes} bytes`;
  if (Number(headers['content-length'] ?? 0) > maxBytes) return refuse(tooLong);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) return refuse(tooLong);
    chunks.push(chunk);
  }
  return response.complete ? { kind: 'fetched', bytes: Buffer.concat(chunks) } : failed('it broke off');
}

function failed(reason: string): OutsideFetched {
  return { kind: 'failed', reason };
}

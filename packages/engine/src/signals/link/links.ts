import { parse } from 'tldts';
import type { NormalizedText } from '../text/normalize.ts';
import { oncePerText } from '../text/once.ts';
import { isInvite, platformOf } from './platforms.ts';
import shorteners from './shorteners.json' with { type: 'json' };
import { type FoundUrl, findUrls } from './urls.ts';

export interface Link {
  /** As written, or as it is meant where it was spelled out (`example dot com`). */
  readonly url: string;
  readonly host: string;
  /** Registrable domain by the Public Suffix List; the host itself where there is none (an IP address). */
  readonly domain: string;
  /** Leads somewhere that cannot be seen from the address. */
  readonly shortener: boolean;
  /** Leads into a conversation or group elsewhere. */
  readonly invite: boolean;
  /** Name in `platforms.json`. */
  readonly platform: string | null;
  /** Place in the original text, in UTF-16 units; absent for links the event declares. */
  readonly start?: number;
  readonly end?: number;
}

const SHORTENERS: ReadonlySet<string> = new Set(shorteners);
const NONE: readonly Link[] = Object.freeze([]);

/**
 * The links of a text and those an event declares beside it. A link that stands in the text is told once, with its
 * place. Declared ones that are no web address are left out: they cannot be followed.
 */
export function findLinks(text: NormalizedText | undefined, declared: readonly string[]): readonly Link[] {
  const written = text === undefined ? NONE : linksIn(text);
  if (declared.length === 0) return written;
  const links = [...written];
  const seen = new Set(written.map(({ url }) => addressOf(url)));
  for (const url of declared) {
    const link = describe({ url });
    if (link === null || seen.has(addressOf(link.url))) continue;
    seen.add(addressOf(link.url));
    links.push(link);
  }
  return links;
}

const linksIn = oncePerText((text): readonly Link[] => {
  const found = findUrls(text);
  return found.length === 0 ? NONE : found.map(describe).filter((link) => link !== null);
});

function addressOf(url: string): string {
  return url.replace(/^[a-z]+:\/\//i, '').replace(/\/$/, '');
}

function describe(found: FoundUrl | { readonly url: string }): Link | null {
  const parsed = parse(found.url);
  const host = parsed.hostname;
  if (host === null || (parsed.domain === null && parsed.isIp !== true)) return null;
  const domain = parsed.domain ?? host;
  const rest = restOf(found.url, host);
  const link: Link = {
    url: found.url,
    host,
    domain,
    shortener: SHORTENERS.has(domain) || SHORTENERS.has(host.replace(/^www\./, '')),
    invite: isInvite(host, rest),
    platform: platformOf(host)?.name ?? null,
  };
  return 'start' in found ? { ...link, start: found.start, end: found.end } : link;
}

function restOf(url: string, host: string): string {
  const lower = url.toLowerCase();
  const at = lower.indexOf(host);
  return at < 0 ? '' : lower.slice(at + host.length);
}

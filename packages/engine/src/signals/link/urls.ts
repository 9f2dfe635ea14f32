import { parse } from 'tldts';
import { findEmails } from '../contact/emails.ts';
import { CHAR_CLASS, CharClass } from '../text/characters.ts';
import type { NormalizedText } from '../text/normalize.ts';
import { originalSpan, type Range } from '../text/view.ts';
import { platformOf } from './platforms.ts';
import shorteners from './shorteners.json' with { type: 'json' };
import tlds from './tlds.json' with { type: 'json' };

/** A web address in a text; offsets are of the original. */
export interface FoundUrl {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

const COMMON: ReadonlySet<string> = new Set(tlds.common);
const SHORTENERS: ReadonlySet<string> = new Set(shorteners);
const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}]/gu;
const ADDRESSES_MAX = 100;

const SCHEME = /(?:https?|hxxps?|ftp):\/\/$/;
const WITH_USER = /(?:https?|hxxps?|ftp):\/\/[^\s/?#]*@$/;
const SCHEME_MAX = 10;
const USER_MAX = 300;

const DASH = 0x2d;
const DOT = 0x2e;
const AT = 0x40;

/** Web addresses in a text, in order, at most a hundred; linear in its length, and near nothing without a dot. */
export function findUrls(text: NormalizedText): FoundUrl[] {
  const plain = text.plain.text;
  const found: FoundUrl[] = [];
  let dot = plain.indexOf('.');
  while (dot >= 0 && found.length < ADDRESSES_MAX) {
    let from = dot;
    while (from > 0 && isHostUnit(plain.charCodeAt(from - 1))) from--;
    let hostEnd = dot + 1;
    while (hostEnd < plain.length && isHostUnit(plain.charCodeAt(hostEnd))) hostEnd++;
    const end = addressEnd(plain, hostEnd);
    if (from < dot && hostEnd > dot + 1) addAddress(found, text, from, hostEnd, end);
    dot = plain.indexOf('.', Math.max(hostEnd, end));
  }
  if (maySpeak(plain)) addSpoken(found, text);
  return found;
}

function isHostUnit(unit: number): boolean {
  return (
    unit === DOT || unit === DASH || (CHAR_CLASS[unit] === CharClass.word && unit !== 0x5f) || unit >= 0x3000
  );
}

/** Past port, path, query and fragment; closing punctuation belongs to the sentence. */
function addressEnd(plain: string, hostEnd: number): number {
  const sign = plain[hostEnd];
  if (sign === undefined || !/[/?#:]/.test(sign)) return hostEnd;
  if (sign === ':' && !/\d/.test(plain[hostEnd + 1] ?? '')) return hostEnd;
  let end = hostEnd;
  while (end < plain.length && !/[\s<>"]/.test(plain[end]!)) end++;
  while (end > hostEnd && /[.,!?;:)\]}'*_]/.test(plain[end - 1]!)) end--;
  return end;
}

function addAddress(
  found: FoundUrl[],
  text: NormalizedText,
  from: number,
  hostEnd: number,
  end: number,
): void {
  const plain = text.plain.text;
  let start = from;
  const atSign = from > 0 && plain.charCodeAt(from - 1) === AT;
  const scheme = (atSign ? WITH_USER : SCHEME).exec(
    plain.slice(Math.max(0, from - (atSign ? USER_MAX : SCHEME_MAX)), from),
  );
  // What stands before an `@` is a user's name, in an e-mail address or before the host itself.
  const isUser = hostEnd < plain.length && plain.charCodeAt(hostEnd) === AT;
  if (isUser || (atSign && scheme === null)) return;
  if (scheme !== null) start -= scheme[0].length;
  let last = end;
  // A host that ends in a dot or dash ended with the sentence.
  if (end === hostEnd) while (last > from && /[.-]/.test(plain[last - 1]!)) last--;
  if (scheme === null && !mayBeBare(plain, from, last, end > hostEnd)) return;
  const place = originalSpan(text.plain, start, last);
  const written = text.original.slice(place.start, place.end).replace(IGNORABLE, '').normalize('NFKC');
  const url = written.replace(/^hxxp/i, 'http');
  const host = url
    .replace(/^[a-z]+:\/\//i, '')
    .split(/[/?#:]/)[0]!
    .toLowerCase();
  if (scheme === null && !isBareAddress(host, end > hostEnd)) return;
  found.push({ url, ...place });
}

const NOT_ASCII = /[^\0-\x7f]/;

/** False where `isBareAddress` would refuse: said of the plain text, so that nobody asks where that came from. */
function mayBeBare(plain: string, from: number, last: number, hasPath: boolean): boolean {
  if (hasPath || plain.startsWith('www.', from)) return true;
  const dot = plain.lastIndexOf('.', last - 1);
  if (dot <= from) return false;
  if (COMMON.has(plain.slice(dot + 1, last))) return true;
  const host = plain.slice(from, last);
  return NOT_ASCII.test(host) || isKnownHost(host);
}

function isKnownHost(host: string): boolean {
  return SHORTENERS.has(host) || platformOf(host) !== undefined;
}

/**
 * Whether a name with dots and no scheme is meant as an address. `ok.so`, `readme.md` and a missing space after a full
 * stop all end in a top-level domain, so a rare one counts only with `www`, a path, or where the site is known.
 */
function isBareAddress(host: string, hasPath: boolean): boolean {
  const parsed = parse(host);
  if (parsed.domain === null || parsed.isIcann !== true) return false;
  if (host.startsWith('www.') || hasPath) return /[^\d.]/.test(host);
  if (SHORTENERS.has(host) || (platformOf(host) !== undefined && host.length > 5)) return true;
  const last = host.slice(host.lastIndexOf('.') + 1);
  const name = parsed.domainWithoutSuffix ?? '';
  return COMMON.has(last) && name.length > 1 && /\D/.test(name);
}

/** `example dot com`, `discord . gg`. */
const SPOKEN_END = `(${tlds.spoken.join('|')})(?![\\w.]| ?[a-z]{2,} )`;
const SPOKEN = new RegExp(
  `(?<![\\w.@-])([a-z0-9][a-z0-9-]{1,40})(?: ?[(\\[{] ?dot ?[)\\]}] ?| dot | ?\\. | \\. ?)${SPOKEN_END}(?: ?/ ?([\\w/-]{2,40}))?`,
  'g',
);
/** What follows a dot that is written with a space on one side or both. */
const AFTER_DOT = new RegExp(` ?${SPOKEN_END}`, 'y');

/** Dots end sentences far more often than names: only where a suffix follows is it worth looking for a name. */
function maySpeak(plain: string): boolean {
  if (plain.includes('dot')) return true;
  for (let dot = plain.indexOf('.'); dot >= 0; dot = plain.indexOf('.', dot + 1)) {
    if (plain[dot + 1] !== ' ' && plain[dot - 1] !== ' ') continue;
    AFTER_DOT.lastIndex = dot + 1;
    if (AFTER_DOT.test(plain)) return true;
  }
  return false;
}

const NOT_A_NAME = new Set([
  'the',
  'a',
  'an',
  'this',
  'that',
  'my',
  'on',
  'of',
  'and',
  'in',
  'is',
  'big',
  'red',
  'black',
  'polka',
  'micro',
  'every',
  'one',
]);

function addSpoken(found: FoundUrl[], text: NormalizedText): void {
  for (const match of text.plain.text.matchAll(SPOKEN)) {
    const [whole, name, suffix, path] = match;
    const host = `${name}.${suffix!.replace(' ', '.')}`;
    const dotted = !/dot/.test(whole.slice(name!.length));
    if (NOT_A_NAME.has(name!) || (dotted && !isKnownHost(host)) || found.length >= ADDRESSES_MAX) continue;
    const place = originalSpan(text.plain, match.index, match.index + whole.length);
    if (isMailHost(text, place)) continue;
    if (found.some((other) => other.start < place.end && place.start < other.end)) continue;
    found.push({ url: path === undefined ? host : `${host}/${path}`, ...place });
  }
}

/** `jo at example dot com`. */
function isMailHost(text: NormalizedText, { start, end }: Range): boolean {
  return findEmails(text).some((email) => email.start < end && start < email.end);
}

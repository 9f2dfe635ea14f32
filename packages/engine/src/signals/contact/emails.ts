import { parse } from 'tldts';
import { CHAR_CLASS, CharClass } from '../text/characters.ts';
import type { NormalizedText } from '../text/normalize.ts';
import { oncePerText } from '../text/once.ts';
import { originalSpan, type Range } from '../text/view.ts';

const EMAILS_MAX = 20;
/** RFC 5321: 64 octets before the sign, 255 after. */
const LOCAL_MAX = 64;
const HOST_MAX = 255;

/** Where people have their mail: `joefox12 at gmail` needs no `dot com`. */
const PROVIDERS = 'gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|protonmail|proton|aol|gmx|btinternet';
const KNOWN = new Set(PROVIDERS.split('|'));

const AT = '(?: ?[(\\[{<] ?(?:at|@) ?[)\\]}>] ?| ?@ ?| at )';
const DOT = '(?: ?[(\\[{<] ?(?:dot|\\.) ?[)\\]}>] ?| dot | ?\\. ?)';
const SUFFIX = `(?:co${DOT}uk|com|net|org|co|uk|edu|gov|io|me|de|fr|ie|info|eu|nl|au|ca)`;
/** `joe fox at example dot com`, `joefox (at) example.com`, `joefox@gmail`. Every part is bounded: linear. */
const SPOKEN = new RegExp(
  `(?<![\\w.@-])((?:[a-z0-9-]{1,30}(?: dot | ?[(\\[] ?dot ?[)\\]] ?| underscore )){0,2}[a-z0-9][\\w.+-]{0,40})(${AT})(?:([a-z0-9][a-z0-9-]{1,40})(${DOT})${SUFFIX}|(${PROVIDERS}))(?![\\w@-])`,
  'g',
);
/** The end of one, without which it is not worth looking for its beginning. */
const SPOKEN_END = new RegExp(`${AT}(?:[a-z0-9][a-z0-9-]{1,40}${DOT}${SUFFIX}|${PROVIDERS})(?![\\w@-])`);
const MAIL_BEFORE = /\be ?-?mails?\b|\bmail\b|\b(?:g|hot)mail\b/;
/** What stands before `at example dot com` where that is only a place to look. */
const NO_NAME =
  /^(?:look|looking|looked|find|found|see|seen|shop|buy|bought|sold|sell|order|ordered|book|booked|is|are|was|it|them|us|me|you|available|online|here|there|more|up|be|out|only|read|register|registered|apply|visit|visits|meet|article|page|posted|listed|join|site|website|us|work|works|working|good|great|new|now|live|stuff|deals|tickets|store|them|him|her|everyone|people|check|play|playing|games|watch|that|this|and|or|also|hosted|reviews|review|info|information|details)$/;

/** E-mail addresses in a text, also spelled out, in the order of their place; linear in its length. */
export const findEmails: (text: NormalizedText) => readonly Range[] = oncePerText((text) => {
  const plain = text.plain.text;
  const found: Range[] = [];
  const signed = plain.includes('@');
  if (signed) addWritten(found, text);
  if ((signed || plain.includes('at')) && SPOKEN_END.test(plain)) addSpoken(found, text);
  return found.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
});

function addWritten(found: Range[], text: NormalizedText): void {
  const plain = text.plain.text;
  for (let at = plain.indexOf('@'); at >= 0 && found.length < EMAILS_MAX; at = plain.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < LOCAL_MAX && isLocalUnit(plain, start - 1)) start--;
    while (start < at && /[.+-]/.test(plain[start]!)) start++;
    let end = at + 1;
    while (end < plain.length && end - at < HOST_MAX && isHostUnit(plain, end)) end++;
    while (end > at && /[.-]/.test(plain[end - 1]!)) end--;
    if (start === at || !isMailHost(plain.slice(at + 1, end))) continue;
    found.push(originalSpan(text.plain, start, end));
  }
}

function isLocalUnit(plain: string, at: number): boolean {
  return CHAR_CLASS[plain.charCodeAt(at)] === CharClass.word || /[.+%_-]/.test(plain[at]!);
}

function isHostUnit(plain: string, at: number): boolean {
  return CHAR_CLASS[plain.charCodeAt(at)] === CharClass.word || /[.-]/.test(plain[at]!);
}

function isMailHost(host: string): boolean {
  if (!host.includes('.') || host.includes('..')) return false;
  const { domain, isIcann } = parse(host);
  return domain !== null && isIcann === true;
}

function addSpoken(found: Range[], text: NormalizedText): void {
  const plain = text.plain.text;
  for (const match of plain.matchAll(SPOKEN)) {
    if (found.length >= EMAILS_MAX) return;
    const [whole, name, at, host, dot] = match;
    const before = plain.slice(Math.max(0, match.index - 60), match.index);
    if (!isMeant({ name: name!, at: at!, dot, host, before })) continue;
    const place = originalSpan(text.plain, match.index, match.index + whole.length);
    if (found.some((other) => other.start < place.end && place.start < other.end)) continue;
    found.push(place);
  }
}

interface Spoken {
  readonly name: string;
  readonly at: string;
  /** Absent where the provider alone is named. */
  readonly dot: string | undefined;
  readonly host: string | undefined;
  readonly before: string;
}

/** `at` and a full stop also stand in sentences that name no address. */
function isMeant({ name, at, dot, host, before }: Spoken): boolean {
  const distinct = /[\d._]/.test(name) || MAIL_BEFORE.test(before);
  const bracketed = at !== ' at ';
  if (host === undefined || dot === undefined) return bracketed ? at.trim() === '@' || distinct : distinct;
  // `thanks @jofox.com`: a mention.
  if (/^ ?@ ?$/.test(at)) return at.endsWith(' ') || (at === '@' && dot !== '.');
  if (bracketed) return true;
  if (!dot.includes('dot')) return KNOWN.has(host) && distinct;
  return distinct || KNOWN.has(host) || !NO_NAME.test(name.slice(name.lastIndexOf(' ') + 1));
}

import { PLATFORMS } from '../link/platforms.ts';
import { beginnings, nextBeginning } from '../text/beginnings.ts';
import type { NormalizedText } from '../text/normalize.ts';
import { oncePerText } from '../text/once.ts';
import { originalSpan, type Range } from '../text/view.ts';
import { isDistinct, isLastWord, isOrdinary } from './handle-forms.ts';

const HANDLES_MAX = 20;

const WORDS = PLATFORMS.flatMap(({ words, short }) => [...words, ...short]);
const BEGINNINGS = beginnings(WORDS);
const NAMES = alternatives(WORDS);

/** Names grouped by their first letter, so that most places of a text are passed by with one comparison each. */
function alternatives(names: readonly string[]): string {
  const byFirst = Map.groupBy(names, (name) => String.fromCodePoint(name.codePointAt(0)!));
  return [...byFirst]
    .map(([first, members]) => {
      const rests = members.map((name) => name.slice(first.length)).sort((a, b) => b.length - a.length);
      return `${first}(?:${rests.map((rest) => rest.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`;
    })
    .join('|');
}

/** Short names that mean something else before a colon or a dash: they need `my` or `add me on`. */
const AMBIGUOUS: ReadonlySet<string> = new Set([
  'line',
  'of',
  'signal',
  'steam',
  'zoom',
  'messenger',
  'x',
  'element',
]);

const HANDLE = '[a-z0-9_](?:[a-z0-9._-]{1,28}[a-z0-9_])';
const NOUN = '(?: (?:name|user|username|user name|acc|acct|account|handle|tag|id|un|code))?';
const NAME = new RegExp(`(?<![a-z0-9._@/])(?:${NAMES})(?![a-z])`, 'yu');
/** `my snap`, `add me on snap`: whose it is. */
const LEAD =
  /(?<![a-z0-9])(my|his|her|their|(?:add|follow|find|dm|msg|message|text|snap|reach|catch|hmu|hit me up) (?:me )?(?:on|at)(?: my)?) $/;
const LEAD_MAX = 24;
/** What joins a platform and a name there: `is jofox12`, `: jo.fox`, ` jofox`. */
const TAIL = new RegExp(
  `(?:'s)?${NOUN}(?:( is(?: just)?| ?(?:->|=>|[:=~>|→])| -|) (@)?|( ?[:=@>|→]@?))(${HANDLE})(?![a-z0-9@])`,
  'y',
);
/** `add jofox12 on snap`, `@jofox on insta`. */
const AHEAD = new RegExp(
  `(?<![a-z0-9._@/])(?:(?:add|follow|find|dm|msg|message|text|snap) (?:me )?)?(@?)(${HANDLE}) on (?:${NAMES})(?![a-z0-9])`,
  'gu',
);
/** `my @ is jofox`, `my user: jofox12`. */
const OWN = new RegExp(
  `(?<![a-z0-9])my (?:user|username|user name|handle|@|at|tag|gamertag|ign|psn)(?: is| ?[:=]) ?(@?)(${HANDLE})(?![a-z0-9@])`,
  'y',
);
/** Discord's older form, `jofox#1234`. */
const TAGGED = /(?<![\w./#])[a-z0-9_.]{2,32} ?#\d{4}(?!\d)/g;
const TAG_NEAR = /\b(?:discord|disc|dc|add|friend|user|tag|hmu|dm|my|msg|message)\b/;

/** Names on other platforms that a text gives away, in the order of their place; linear in its length. */
export const findHandles: (text: NormalizedText) => readonly Range[] = oncePerText((text) => {
  const plain = text.plain.text;
  const found: Range[] = [];
  const add = (start: number, end: number) => {
    const place = originalSpan(text.plain, start, end);
    const overlaps = found.some((other) => other.start < place.end && place.start < other.end);
    if (found.length < HANDLES_MAX && !overlaps) found.push(place);
  };
  let ahead = false;
  for (const [index, platform] of namesIn(plain)) {
    ahead ||= plain.startsWith(' on ', index - 4);
    TAIL.lastIndex = index + platform.length;
    const tail = TAIL.exec(plain);
    if (tail === null) continue;
    const [, word, at, sign, handle] = tail;
    const lead = LEAD.exec(plain.slice(Math.max(0, index - LEAD_MAX), index))?.[0];
    const after = plain.slice(TAIL.lastIndex, TAIL.lastIndex + 16);
    if (isGiven({ lead, platform, word, at: at !== undefined, sign, handle: handle!, after }))
      add(index - (lead?.length ?? 0), TAIL.lastIndex);
  }
  if (ahead) addAhead(plain, add);
  addOwn(plain, add);
  if (plain.includes('#')) {
    for (const match of plain.matchAll(TAGGED)) {
      const before = plain.slice(Math.max(0, match.index - 40), match.index);
      if (TAG_NEAR.test(before) || match[0] === plain.trim().replace(' ', ''))
        add(match.index, match.index + match[0].length);
    }
  }
  return found.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
});

/** The names of platforms in a text, each with its place, as one search for `NAME` after the other would find them. */
function* namesIn(plain: string): Generator<readonly [place: number, name: string]> {
  let at = nextBeginning(BEGINNINGS, plain, 0);
  while (at >= 0) {
    NAME.lastIndex = at;
    const name = NAME.exec(plain)?.[0];
    if (name !== undefined) yield [at, name];
    at = nextBeginning(BEGINNINGS, plain, at + (name?.length ?? 1));
  }
}

function addOwn(plain: string, add: (start: number, end: number) => void): void {
  let at = plain.indexOf('my ');
  while (at >= 0) {
    OWN.lastIndex = at;
    const match = OWN.exec(plain);
    const end = at + (match?.[0].length ?? 1);
    if (match !== null) {
      const [, sign, handle] = match;
      if (sign === '@' || isDistinct(handle!) || isLastWord(handle!, plain.slice(end, end + 16)))
        add(at, end);
    }
    at = plain.indexOf('my ', end);
  }
}

function addAhead(plain: string, add: (start: number, end: number) => void): void {
  for (const match of plain.matchAll(AHEAD)) {
    if (match[1] === '@' || isDistinct(match[2]!)) add(match.index, match.index + match[0].length);
  }
}

interface Given {
  readonly lead: string | undefined;
  readonly platform: string;
  /** `is`, a sign with a space, or nothing. */
  readonly word: string | undefined;
  readonly at: boolean;
  /** A sign without a space. */
  readonly sign: string | undefined;
  readonly handle: string;
  readonly after: string;
}

function isGiven({ lead, platform, word, at, sign, handle, after }: Given): boolean {
  if (lead === undefined && AMBIGUOUS.has(platform)) return false;
  if (isOrdinary(handle)) return false;
  if (at || sign?.includes('@') === true) return true;
  const joined = sign !== undefined || (word !== undefined && word !== '');
  // `instagram pics.then`: a full stop without its space.
  if (isDistinct(handle)) return joined || lead !== undefined || /[\d_]/.test(handle);
  // `my snap is jofox`, `add me on insta jofox`; but `snap is slow`, `my twitter feed`.
  const told = lead === undefined ? joined && !/ is| -/.test(word ?? '') : joined || / (?:on|at) /.test(lead);
  return told && isLastWord(handle, after);
}

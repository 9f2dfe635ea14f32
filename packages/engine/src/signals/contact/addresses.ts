import type { NormalizedText } from '../text/normalize.ts';
import { oncePerText } from '../text/once.ts';
import { originalSpan, type Range } from '../text/view.ts';

const ADDRESSES_MAX = 8;

const PLAIN_ROADS =
  'street|road|rd|avenue|ave|lane|crescent|cres|terrace|gardens|gdns|grove|boulevard|blvd|mews|close|drive|court';
const OTHER_ROADS =
  'st|ln|dr|ct|square|sq|row|hill|walk|way|place|pl|rise|parade|park|view|green|quay|circle|cir';
/** `12b rosewood close`, `flat 3, 9 mill lane`: a number, one to three words, a word for a road. */
const STREET = new RegExp(
  `(?<![\\w.,:/$£€-])(?:(?:flat|apt|apartment|unit) \\d{1,4}[a-z]?,? )?(?:number |no\\.? ?)?\\d{1,5}[a-z]?,? ((?:[a-z][a-z'.-]{0,20} ){1,3}?)(${PLAIN_ROADS}|${OTHER_ROADS})(?![a-z'])`,
  'g',
);
const ZIP_NAMED =
  /\b(?:postcode|post code|zip ?code|zip)(?: is|'s| ?[:=]|,)? ?(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{5}(?:-\d{4})?)\b/g;

/** Words between number and road that show that it is a distance, a count or a time. */
const NO_STREET =
  /\b(?:minutes?|mins?|hours?|hrs?|miles?|km|kms|metres?|meters?|yards?|feet|days?|weeks?|months?|years?|people|cars?|of|the|in|to|and|a|an|is|are|was|for|from|more|per|percent|times?|steps?|on|at|off|down|up|by|with|or|that|other|pm|am|goals?|points?|lane|each|different|second|sec|edits?|articles?|pages?|guys|kids|girls|boys|men|women|i|we|you|he|she|they|my|your|his|her|their|its|it|this)\b/;

/** Says that somebody lives there or is to be found there. */
const HOME_BEFORE =
  /(?:\b(?:address|addy|addr)(?: is|'s| ?[:=-])?|\b(?:live|lives|living|stay|stays|staying|based|resides)(?: (?:now|over|down|up|round|here))?(?: at| on| in)|\b(?:house|flat|home|place|crib|gaff|mine|hers|his|theirs|hes|shes|he's|she's|im|i'm|we're|theyre|they're)(?: is| are)?(?: at|:)|\b(?:come|cum|drive|pull up|get|round|over|go|turn up|show up|meet me|find me|find him|find her|find them|deliver|ship it|send it|post it|uber)(?: over| round)?(?: to| at| by)|\bhouse is)[ ,]*$/;
/** A postcode, or town, state and ZIP code, soon after. */
const CODE_AFTER = /^[^?!]{0,40}?\b(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]{2},? \d{5}(?:-\d{4})?)\b/;

/** Postal addresses that a text gives as somebody's home or in full, in the order of their place. */
export const findAddresses: (text: NormalizedText) => readonly Range[] = oncePerText((text) => {
  const plain = text.plain.text;
  if (!/\d/.test(plain)) return [];
  const found: Range[] = [];
  for (const match of plain.matchAll(STREET)) {
    if (found.length >= ADDRESSES_MAX) break;
    const [street, names, road] = match;
    if (NO_STREET.test(names!)) continue;
    const start = match.index;
    const end = start + street.length;
    const code = CODE_AFTER.exec(plain.slice(end, end + 64))?.[0].length ?? 0;
    if (
      code > 0 ||
      HOME_BEFORE.test(plain.slice(Math.max(0, start - 48), start)) ||
      isWhole(plain, start, end, road!)
    )
      found.push(originalSpan(text.plain, start, end + code));
  }
  for (const match of plain.matchAll(ZIP_NAMED)) {
    const place = originalSpan(text.plain, match.index, match.index + match[0].length);
    if (!found.some((other) => other.start < place.end && place.start < other.end)) found.push(place);
  }
  return found.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
});

/** The address is the message, with a town at most: an answer to the question for it. */
function isWhole(plain: string, start: number, end: number, road: string): boolean {
  if (!PLAIN_ROADS.split('|').includes(road)) return false;
  return (
    /^[^\p{L}\p{N}]*(?:(?:its|it's|it is|at|yeah|ok|sure|im at|i'm at)[ ,]+)*$/u.test(
      plain.slice(0, start),
    ) && /^(?: [a-z]+|(?:, ?[a-z]+(?: [a-z]+)?){1,2})?[^\p{L}\p{N}]*$/u.test(plain.slice(end))
  );
}

import {
  isRegionalIndicator,
  Kind,
  kindOf,
  lookalike,
  regionalLetter,
  Script,
  scriptOf,
} from './confusables.ts';
import { type Segments, segmentText } from './segments.ts';

const FLAGS = /^\p{RGI_Emoji_Flag_Sequence}+$/v;

/** A run of letters, digits and underscores, as segments `[from, to)`, and what its letters are. */
interface Word {
  from: number;
  to: number;
  latin: number;
  /** Letters of other scripts that look like a Latin one. */
  alike: number;
  /** Letters of other scripts that look like one among Latin letters only. */
  amongLatin: number;
  /** Letters of other scripts that look like none. */
  foreign: number;
  /** Scripts of `alike` and `foreign`, as a bit set. */
  scripts: number;
  /** Signs that are a disguise wherever they stand. */
  disguise: number;
}

/**
 * Replaces look-alike letters by the Latin ones they stand for. A letter of another script is taken for a disguise only
 * in a word that also holds Latin letters, or that mixes scripts, or that is look-alike throughout in a message that is
 * otherwise Latin or of scripts few people write: real Russian or Greek stays as it is.
 */
export function undisguise(segments: Segments): void {
  const words = findWords(segments);
  let latin = false;
  let foreign = false;
  for (const word of words) {
    if (word.latin > 0 || word.disguise > 1 || mixesScripts(word) || isLettering(word)) latin = true;
    if (word.foreign + word.amongLatin > 0 && word.latin === 0 && !mixesScripts(word)) foreign = true;
  }
  const latinMessage = latin && !foreign;
  words.forEach((word, at) => {
    if (isDisguised(word, latinMessage)) foldWord(segments, word);
    else if (latinMessage && word.alike + word.disguise === 1 && isSingle(word)) {
      if (isSpelledApart(words, at) || isEnglishWord(segments, word)) foldWord(segments, word);
    }
  });
  foldRegionalIndicators(segments);
}

/** Replaces every look-alike letter, whatever stands around it. */
export function undisguiseAll(segments: Segments): void {
  foldLetters(segments, 0, segments.length);
}

/** No language writes a word in two scripts. */
function mixesScripts({ foreign, alike, scripts }: Word): boolean {
  return foreign === 0 && alike > 1 && (scripts & (scripts - 1)) !== 0;
}

const LIVING_SCRIPTS = (1 << Script.greek) | (1 << Script.cyrillic) | (1 << Script.armenian);

/** Look-alike throughout, in a script of which that is unlikely: Cherokee, Canadian syllabics, Lisu and the like. */
function isLettering({ latin, alike, amongLatin, foreign, scripts }: Word): boolean {
  return latin + amongLatin + foreign === 0 && alike > 2 && (scripts & LIVING_SCRIPTS) === 0;
}

function isDisguised(word: Word, latinMessage: boolean): boolean {
  const { latin, alike, amongLatin, foreign, disguise } = word;
  if (disguise > 0 && latin + disguise + alike > 1) return true;
  if (latin > 0) return alike + amongLatin > 0;
  if (mixesScripts(word)) return true;
  return foreign + amongLatin === 0 && alike > 1 && latinMessage;
}

/** A single letter beside a single letter. */
function isSpelledApart(words: readonly Word[], at: number): boolean {
  return isSingle(words[at - 1]) || isSingle(words[at + 1]);
}

/** The single letters that are words: `a` and `i`. A boxed one is a sign of its own. */
function isEnglishWord({ unit }: Segments, { from }: Word): boolean {
  const letter = unit[from]! < 0 ? undefined : lookalike(unit[from]!);
  return letter === 'a' || letter === 'i';
}

function isSingle(word: Word | undefined): boolean {
  return word !== undefined && word.to - word.from === 1;
}

function findWords(segments: Segments): Word[] {
  const words: Word[] = [];
  let word: Word | null = null;
  for (let at = 0; at < segments.length; at++) {
    const unit = segments.unit[at]!;
    const kind = kindOf(unit >= 0 ? unit : segmentText(segments, at).codePointAt(0)!);
    if (kind === Kind.notAWord) {
      word = null;
      continue;
    }
    if (word === null) {
      word = { from: at, to: at, latin: 0, alike: 0, amongLatin: 0, foreign: 0, scripts: 0, disguise: 0 };
      words.push(word);
    }
    word.to = at + 1;
    if (kind === Kind.latin) word.latin++;
    else if (kind === Kind.disguise) word.disguise++;
    else if (kind !== Kind.digit) {
      word.scripts |= 1 << (kind & 0xff);
      if ((kind & Kind.alike) !== 0) word.alike++;
      else if ((kind & Kind.amongLatin) !== 0) word.amongLatin++;
      else word.foreign++;
    }
  }
  return words;
}

function foldWord(segments: Segments, word: Word): void {
  foldLetters(segments, word.from, word.to);
}

function foldLetters(segments: Segments, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const unit = segments.unit[at]!;
    if (unit >= 0 && unit < 0x250) continue;
    const text = segmentText(segments, at);
    const code = text.codePointAt(0)!;
    if (scriptOf(code) === Script.latin) continue;
    const letter = lookalike(code);
    if (letter !== undefined)
      replace(segments, at, (letter + text.slice(code > 0xffff ? 2 : 1)).normalize('NFKC'));
  }
}

/** Letters spelled with the halves of flags, unless they do make flags. */
function foldRegionalIndicators(segments: Segments): void {
  let from = 0;
  let run = '';
  for (let at = 0; at <= segments.length; at++) {
    const text = at < segments.length && segments.unit[at]! < 0 ? segmentText(segments, at) : '';
    if (text !== '' && isRegionalIndicator(text.codePointAt(0)!)) {
      if (run === '') from = at;
      run += text;
      continue;
    }
    if (run !== '' && !FLAGS.test(run)) {
      for (let letter = from; letter < at; letter++) {
        replace(segments, letter, regionalLetter(segmentText(segments, letter).codePointAt(0)!));
      }
    }
    run = '';
  }
}

function replace(segments: Segments, at: number, text: string): void {
  if (text.length === 1) segments.unit[at] = text.charCodeAt(0);
  else segments.unit[at] = -1 - (segments.strings.push(text) - 1);
}

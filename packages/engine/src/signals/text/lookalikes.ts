import { lookalike, Script, scriptOf } from './confusables.ts';
import { type Segments, segmentText } from './segments.ts';

const LETTER = /^\p{L}/u;
const FLAGS = /^\p{RGI_Emoji_Flag_Sequence}+$/v;
const REGIONAL_A = 0x1f1e6;
const REGIONAL_Z = 0x1f1ff;

/** A run of letters, digits and underscores, as segments `[from, to)`, and what its letters are. */
interface Word {
  readonly from: number;
  readonly to: number;
  readonly latin: number;
  /** Letters of other scripts that look like a Latin one. */
  readonly alike: number;
  /** Letters of other scripts that look like none. */
  readonly foreign: number;
  /** Scripts of `alike` and `foreign`, as a bit set. */
  readonly scripts: number;
  /** Signs that are a disguise wherever they stand. */
  readonly disguise: number;
}

/**
 * Replaces look-alike letters by the Latin ones they stand for. A letter of another script is taken for a disguise only
 * in a word that also holds Latin letters, or that mixes scripts, or that is look-alike throughout in a message that is
 * otherwise Latin: real Russian or Greek stays as it is.
 */
export function undisguise(segments: Segments): void {
  const words = findWords(segments);
  let latin = false;
  let foreign = false;
  for (const word of words) {
    if (word.latin > 0 || word.disguise > 1 || mixesScripts(word)) latin = true;
    if (word.foreign > 0 && word.latin === 0) foreign = true;
  }
  for (const word of words) {
    if (isDisguised(word, latin && !foreign)) foldWord(segments, word);
  }
  foldRegionalIndicators(segments);
}

function mixesScripts(word: Word): boolean {
  return word.foreign === 0 && word.alike > 1 && (word.scripts & (word.scripts - 1)) !== 0;
}

function isDisguised(word: Word, latinMessage: boolean): boolean {
  if (word.disguise > 0 && word.latin + word.disguise + word.alike > 1) return true;
  if (word.alike === 0) return false;
  if (word.latin > 0 || mixesScripts(word)) return true;
  return word.foreign === 0 && word.alike > 1 && latinMessage;
}

function findWords(segments: Segments): Word[] {
  const words: Word[] = [];
  let from = -1;
  let latin = 0;
  let alike = 0;
  let foreign = 0;
  let scripts = 0;
  let disguise = 0;
  for (let at = 0; at <= segments.length; at++) {
    const unit = at < segments.length ? segments.unit[at]! : 0x20;
    const kind = unit >= 0 && unit < 0x80 ? asciiKind(unit) : foreignKind(segmentText(segments, at));
    if (kind === NOT_A_WORD) {
      if (from >= 0 && alike + disguise > 0)
        words.push({ from, to: at, latin, alike, foreign, scripts, disguise });
      else if (from >= 0 && latin + foreign > 0)
        words.push({ from, to: at, latin, alike, foreign, scripts, disguise });
      from = -1;
      latin = 0;
      alike = 0;
      foreign = 0;
      scripts = 0;
      disguise = 0;
      continue;
    }
    if (from < 0) from = at;
    if (kind === LATIN) latin++;
    else if (kind === DISGUISE) disguise++;
    else if (kind !== DIGIT) {
      scripts |= 1 << (kind & 0xff);
      if (kind & ALIKE) alike++;
      else foreign++;
    }
  }
  return words;
}

const NOT_A_WORD = -1;
const DIGIT = -2;
const LATIN = -3;
const DISGUISE = -4;
/** Added to a script. */
const ALIKE = 0x100;

function asciiKind(unit: number): number {
  const letter = unit | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return LATIN;
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x5f ? DIGIT : NOT_A_WORD;
}

function foreignKind(text: string): number {
  const code = text.codePointAt(0)!;
  const script = scriptOf(code);
  const sign = String.fromCodePoint(code);
  if (script === Script.disguise && lookalike(sign) !== undefined) return DISGUISE;
  if (!LETTER.test(sign)) return NOT_A_WORD;
  if (script === Script.latin || script === Script.disguise || script === Script.none) return LATIN;
  return lookalike(sign) === undefined ? script : script | ALIKE;
}

function foldWord(segments: Segments, word: Word): void {
  for (let at = word.from; at < word.to; at++) {
    const unit = segments.unit[at]!;
    if (unit >= 0 && unit < 0x250) continue;
    const text = segmentText(segments, at);
    const code = text.codePointAt(0)!;
    if (scriptOf(code) === Script.latin) continue;
    const sign = String.fromCodePoint(code);
    const letter = lookalike(sign);
    if (letter !== undefined) replace(segments, at, (letter + text.slice(sign.length)).normalize('NFKC'));
  }
}

/** Letters spelled with the halves of flags, unless they do make flags. */
function foldRegionalIndicators(segments: Segments): void {
  let from = -1;
  let run = '';
  for (let at = 0; at <= segments.length; at++) {
    const text = at < segments.length && segments.unit[at]! < 0 ? segmentText(segments, at) : '';
    const code = text.codePointAt(0) ?? 0;
    if (code >= REGIONAL_A && code <= REGIONAL_Z) {
      if (from < 0) from = at;
      run += text;
      continue;
    }
    if (from >= 0 && !FLAGS.test(run)) {
      for (let letter = from; letter < at; letter++) {
        const indicator = segmentText(segments, letter).codePointAt(0)!;
        replace(segments, letter, String.fromCharCode(0x61 + indicator - REGIONAL_A));
      }
    }
    from = -1;
    run = '';
  }
}

function replace(segments: Segments, at: number, text: string): void {
  if (text.length === 1) {
    segments.unit[at] = text.charCodeAt(0);
    return;
  }
  segments.unit[at] = -1 - segments.strings.length;
  segments.strings.push(text);
}

import type { NormalizedText } from './normalize.ts';
import { oncePerText } from './once.ts';
import { originalSpan, type Range, type TextView } from './view.ts';

/** What a signal sees in messages of a few words, where a phrase would say too much or too little. */
export interface Terse {
  /** Against a question of its own, without its question mark and what leads up to it: `lol ok, u 14?` gives `u 14`. */
  readonly asked?: RegExp;
  /** Against a whole short message that is no question. */
  readonly told?: RegExp;
}

interface Clause {
  readonly words: string;
  readonly asked: boolean;
  readonly place: Range;
}

/** Longest question, and whole message, that is looked at. */
const QUESTION_MAX = 64;
const MESSAGE_MAX = 48;
/** In longer texts a lone `age?` or `snap?` is about something that was said before. */
const TEXT_MAX = 200;
/** Questions of one text. */
const QUESTIONS_MAX = 16;
const LEADING =
  /^(?:(?:and|so|ok|okay|k|lol|lmao|haha|hey+|hi+|hiya|hello|btw|cool|nice|oh|ooh|ah|aw+|but|then|wait|hmm+|um+|yo|sup|well|also|yeah|yh|yes|no|babe|hun|bro|cutie|sweetie|please|pls|anyway|wbu|hbu)[ ,]+)+/;
const TRAILING =
  /(?:[ ,]+(?:babe|hun|bro|bby|cutie|then|btw|tho|though|rn|now|right now|atm|pls|plz|please|xx*|lol|anyway|exactly|hmm+|too|or what|or no|or not|still|yet|tonight|today|lovely|darling|sweetie))+$/;
/** How a question begins whose question mark was left out. */
const QUESTION =
  /^(?:r|are|do|d|is|what|wat|wot|whats|which|where|wer|how|hw|who|can|u|you|ya|ur|any|wanna)\b/;
const CUT = /[.!?;:,()"]/;

/** Finds what a signal sees in the short clauses of a text. */
export function findTerse({ asked, told }: Terse): (text: NormalizedText) => readonly Range[] {
  return (text) => {
    const found: Range[] = [];
    for (const clause of clausesOf(text)) {
      const { words } = clause;
      const asks = (clause.asked || QUESTION.test(words)) && asked?.test(words) === true;
      const tells = !clause.asked && told?.test(words) === true;
      if ((asks || tells) && !found.some(({ start }) => start === clause.place.start))
        found.push(clause.place);
    }
    return found;
  };
}

const clausesOf = oncePerText((text): readonly Clause[] => {
  if (text.plain.text.length > TEXT_MAX) return [];
  const plain = clausesIn(text.plain);
  return text.folded === null
    ? plain
    : [...plain, ...clausesIn(text.folded)].sort((a, b) => a.place.start - b.place.start);
});

function clausesIn(view: TextView): Clause[] {
  const { text } = view;
  const clauses: Clause[] = [];
  let mark = text.indexOf('?');
  if (mark < 0 && text.length <= MESSAGE_MAX) add(clauses, view, 0, text.length, false);
  for (; mark >= 0 && clauses.length < QUESTIONS_MAX; mark = text.indexOf('?', mark + 1)) {
    let start = mark;
    while (start > 0 && mark - start <= QUESTION_MAX && !CUT.test(text[start - 1]!)) start--;
    if (mark - start <= QUESTION_MAX) add(clauses, view, start, mark, true);
  }
  return clauses;
}

function add(clauses: Clause[], view: TextView, from: number, to: number, asked: boolean): void {
  const written = view.text.slice(from, to);
  const start = from + written.length - written.trimStart().length;
  const words = written.trim();
  if (words === '') return;
  const led = LEADING.exec(words)?.[0].length ?? 0;
  clauses.push({
    words: words.slice(led).replace(TRAILING, '').trim(),
    asked,
    place: originalSpan(view, start + led, start + words.length),
  });
}

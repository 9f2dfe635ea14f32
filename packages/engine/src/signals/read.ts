import type { Event } from '../event/event.ts';
import type { AudienceKind } from '../event/vocabulary.ts';
import { type AccountSignals, accountSignals } from './account/account.ts';
import { findLinks, type Link } from './link/links.ts';
import { audienceKind } from './relationship/audience.ts';
import { type RelationshipSignals, relationshipSignals } from './relationship/relationship.ts';
import { scoreText } from './text/model/model.ts';
import type { TextScores } from './text/model/score.ts';
import { type NormalizedText, normalize } from './text/normalize.ts';
import { compileScanner, type Scanner } from './text/scanner.ts';
import type { Family } from './text/signal.ts';
import { TEXT_SIGNALS } from './text/signals.ts';

/** A place of the original text, in UTF-16 units, `end` one past the last; with what stands there. */
export interface SeenSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text signal that occurs. */
export interface SeenSignal {
  readonly signal: string;
  readonly family: Family;
  readonly title: string;
  /** In the order of their place; the first eight. */
  readonly spans: readonly SeenSpan[];
}

/** All that can be seen in one event or text, as plain JSON data. What a bare text has not is `null`. */
export interface SignalReading {
  /** In the order of `TEXT_SIGNALS`. */
  readonly text: readonly SeenSignal[];
  /** What the text model scores it for; `null` without text, or in a language that it does not read. */
  readonly scores: TextScores | null;
  readonly links: readonly Link[];
  readonly actor: AccountSignals | null;
  readonly target: AccountSignals | null;
  readonly relationship: RelationshipSignals | null;
  readonly audience: AudienceKind | null;
}

/** Reads every signal there is, of a parsed event or of a text of any content. Never throws. */
export function readSignals(input: Event | { readonly text: string }): SignalReading {
  if ('text' in input) {
    const text = normalize(input.text);
    return {
      text: seenIn(text),
      scores: scoreText(text),
      links: findLinks(text, []),
      actor: null,
      target: null,
      relationship: null,
      audience: null,
    };
  }
  const { content, actor, target, at } = input;
  const text = content?.text === undefined ? undefined : normalize(content.text);
  return {
    text: text === undefined ? [] : seenIn(text),
    scores: text === undefined ? null : scoreText(text, content?.language),
    links: findLinks(text, content?.links ?? []),
    actor: accountSignals(actor, at),
    target: target === undefined ? null : accountSignals(target, at),
    relationship: target === undefined ? null : relationshipSignals(input),
    audience: audienceKind(input) ?? null,
  };
}

function seenIn(text: NormalizedText): readonly SeenSignal[] {
  const spans = new Map<number, SeenSpan[]>();
  for (const { pattern, start, end } of allSignals().scan(text)) {
    const span = { start, end, text: text.original.slice(start, end) };
    const known = spans.get(pattern);
    if (known === undefined) spans.set(pattern, [span]);
    else known.push(span);
  }
  return [...spans].map(([pattern, seen]) => {
    const { name, family, title } = TEXT_SIGNALS[pattern]!;
    return { signal: name, family, title, spans: seen };
  });
}

let compiled: Scanner | undefined;

/** Compiled at the first call: whoever only decides under a practice needs no scanner for all signals. */
function allSignals(): Scanner {
  if (compiled !== undefined) return compiled;
  const made = compileScanner(TEXT_SIGNALS.map((signal) => ({ kind: 'signal', signal })));
  if (!made.ok) throw new Error(`a lexicon does not compile: ${made.errors[0]?.message}`);
  compiled = made.scanner;
  return compiled;
}

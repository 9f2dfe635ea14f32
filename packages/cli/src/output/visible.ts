/** Text that came from outside, made safe to show: no control character may move the cursor or hide a line. */

const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Every control character becomes a dot: for names and titles, where one is only an annoyance. */
export function visible(text: string): string {
  return text.replace(CONTROL, '·');
}

/** Lone surrogates, private and unassigned characters too: nothing that is there stays unseen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
const DELETE = 0x7f;

/**
 * Every character that cannot be seen is spelled out, one by one, so that a disguise shows: `␊` for a line feed,
 * `⟨U+200B⟩` for a space of no width.
 */
export function spelledOut(text: string): string {
  let shown = '';
  for (const character of text) shown += UNSEEN.test(character) ? symbolOf(character) : character;
  return shown;
}

/** Unicode draws the control characters of ASCII itself; the others get their number. */
function symbolOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === DELETE) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

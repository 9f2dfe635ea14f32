import { fromBase64 } from './base64.ts';
import { fails, proven, type Verdict } from './verdict.ts';

/** One signature of a note, not verified. */
export interface SignatureLine {
  readonly name: string;
  /** Eight hex digits. */
  readonly keyId: string;
  /** Behind the key's id. */
  readonly signature: Buffer;
}

/** A note as C2SP signed-note defines it, not verified. */
export interface Note {
  /** What is signed, its last newline included. */
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

/** A note with a hundred ML-DSA signatures; what is larger is nobody's checkpoint. */
const MAX_NOTE = 512 * 1024;
const MAX_SIGNATURES = 100;
const DASH = '\u2014 ';

/** Reads a note. @param what how a failure names it */
export function parseNote(bytes: Uint8Array | string, what = 'the note'): Verdict<Note> {
  const malformed = (detail: string) => fails('malformed', what, detail);
  if (bytes.length > MAX_NOTE) return fails('too_large', what);
  const whole = typeof bytes === 'string' ? bytes : utf8(bytes);
  if (whole === null) return malformed('is not UTF-8');
  // Whatever a reader might be shown differently from what is signed.
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(whole)) return malformed('has control characters');
  const at = whole.lastIndexOf('\n\n');
  if (at === -1 || !whole.endsWith('\n')) return malformed('has no signatures');
  const lines = whole.slice(at + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return fails('too_large', what, 'has too many signatures');
  const signatures: SignatureLine[] = [];
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const value = name.includes('+') ? null : fromBase64(encoded);
    if (name === '' || value === null || value.length < 5)
      return malformed('has a line that is no signature');
    signatures.push({ name, keyId: value.toString('hex', 0, 4), signature: value.subarray(4) });
  }
  return proven({ text: whole.slice(0, at + 1), signatures });
}

/** A note as text again. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

export function formatSignature({ name, keyId, signature }: SignatureLine): string {
  return `${DASH}${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), signature]).toString('base64')}\n`;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

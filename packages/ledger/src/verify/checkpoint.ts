import { verify } from 'node:crypto';
import { HASH_SIZE } from '../hash.ts';
import { fromBase64, fromDecimal } from './base64.ts';
import type { TreeHead } from './consistency.ts';
import { KEY_KINDS, type VerifierKey } from './key.ts';
import { type Note, parseNote, type SignatureLine } from './note.ts';
import { ed25519CosignedBytes, mldsaCosignedBytes } from './signed-bytes.ts';
import { fails, proven, type Verdict } from './verdict.ts';

/** What a log says of itself at one moment (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  readonly note: Note;
}

/** A signature that holds. */
export interface Signed {
  readonly key: VerifierKey;
  /** Seconds since 1970; null where the kind has none. */
  readonly time: number | null;
}

/** Reads a checkpoint, whoever signed it. */
export function parseCheckpoint(bytes: Uint8Array | string, what = 'the checkpoint'): Verdict<Checkpoint> {
  const note = parseNote(bytes, what);
  if (!note.ok) return note;
  const [origin = '', sizeLine = '', rootLine = '', ...more] = note.value.text.split('\n');
  const malformed = (detail: string) => fails('malformed', what, detail);
  if (origin === '' || /[\s+]/.test(origin)) return malformed('names no log');
  const size = fromDecimal(sizeLine);
  if (size === null) return malformed('has no size');
  const root = fromBase64(rootLine);
  if (root?.length !== HASH_SIZE) return malformed('has no root');
  // Behind the third line come extensions, which mean nothing here, and never an empty line.
  if (more.at(-1) !== '' || more.slice(0, -1).includes('')) return malformed('does not end as it must');
  return proven({ origin, size, root, note: note.value });
}

/**
 * Verifies every signature of a checkpoint that a trusted key is meant by; others are passed over.
 *
 * @returns those that hold; `bad_signature` where one of a trusted key's name and id does not
 */
export function verifySignatures(
  checkpoint: Checkpoint,
  keys: readonly VerifierKey[],
  what = 'the checkpoint',
): Verdict<readonly Signed[]> {
  const found: Signed[] = [];
  for (const line of checkpoint.note.signatures) {
    const key = keys.find(({ name, id }) => name === line.name && id === line.keyId);
    if (key === undefined) continue;
    const signed = verifyLine(checkpoint, key, line);
    if (signed === null)
      return fails(
        'bad_signature',
        what,
        `carries a signature of ${key.name} (${key.kind}) that is not its own`,
      );
    if (!found.some(({ key: other }) => other.vkey === key.vkey)) found.push(signed);
  }
  return proven(found);
}

/**
 * A checkpoint of this log, signed by at least one of its keys.
 *
 * @param keys the log's own; their name is its origin
 */
export function openCheckpoint(
  bytes: Uint8Array | string,
  keys: readonly VerifierKey[],
  what = 'the checkpoint',
): Verdict<{ readonly checkpoint: Checkpoint; readonly signed: readonly Signed[] }> {
  const parsed = parseCheckpoint(bytes, what);
  if (!parsed.ok) return parsed;
  const checkpoint = parsed.value;
  const own = keys.filter(({ name }) => name === checkpoint.origin);
  if (own.length === 0)
    return fails('wrong_origin', what, `is of ${checkpoint.origin}, for which no key is trusted`);
  const signed = verifySignatures(checkpoint, own, what);
  if (!signed.ok) return signed;
  if (signed.value.length === 0) return fails('unknown_key', what);
  return proven({ checkpoint, signed: signed.value });
}

function verifyLine(checkpoint: Checkpoint, key: VerifierKey, { signature }: SignatureLine): Signed | null {
  if (signature.length !== KEY_KINDS[key.kind].signatureSize) return null;
  const { text } = checkpoint.note;
  if (key.kind === 'ed25519')
    return verify(null, Buffer.from(text), key.key, signature) ? { key, time: null } : null;
  const time = signature.readBigUInt64BE(0);
  // A cosignature of no time is none of a whole checkpoint.
  if (time === 0n || time > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const seconds = Number(time);
  const body =
    key.kind === 'ed25519_cosignature'
      ? ed25519CosignedBytes(seconds, text)
      : mldsaCosignedBytes(key.name, seconds, checkpoint.origin, checkpoint);
  return verify(null, body, key.key, signature.subarray(8)) ? { key, time: seconds } : null;
}

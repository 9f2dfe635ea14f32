import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { fromBase64 } from './base64.ts';
import { fails, proven, type Verdict } from './verdict.ts';

/** The kinds of keys in signed notes that are understood here (C2SP signed-note, tlog-cosignature). */
export const KEY_KINDS = {
  ed25519: { byte: 0x01, keySize: 32, signatureSize: 64, spki: '302a300506032b6570032100' },
  ed25519_cosignature: { byte: 0x04, keySize: 32, signatureSize: 8 + 64, spki: '302a300506032b6570032100' },
  mldsa44_cosignature: {
    byte: 0x06,
    keySize: 1312,
    signatureSize: 8 + 2420,
    spki: '30820532300b06096086480165030403110382052100',
  },
} as const;
export type KeyKind = keyof typeof KEY_KINDS;

/** A key that signatures are held against. */
export interface VerifierKey {
  readonly name: string;
  readonly kind: KeyKind;
  /** Four bytes, in hex: what a signature line says its key is. */
  readonly id: string;
  readonly key: KeyObject;
  /** As it is given to others: `<name>+<id>+<base64>`. */
  readonly vkey: string;
}

/** Long enough for a schema-less URL; a name goes into a one-byte length. */
const MAX_NAME = 255;
const MAX_VKEY = 4096;

/** No spaces, no plus, nothing that does not print: names stand in lines and before a plus. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && Buffer.byteLength(name) <= MAX_NAME && !/[\s+\p{C}]/u.test(name);
}

/** The first four bytes of SHA-256(name ‖ 0x0A ‖ kind ‖ key), in hex. */
export function keyIdOf(name: string, kind: KeyKind, key: Uint8Array): string {
  const body = Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([KEY_KINDS[kind].byte]), key]);
  return hash('sha256', body, 'hex').slice(0, 8);
}

/** Reads a verifier key as C2SP signed-note writes it. */
export function parseVerifierKey(text: string): Verdict<VerifierKey> {
  const malformed = (detail: string) => fails('malformed', 'the verifier key', detail);
  if (text.length > MAX_VKEY) return fails('too_large', 'the verifier key');
  const [, name = '', id = '', encoded = ''] =
    /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  if (!isKeyName(name)) return malformed('has no name, or one that cannot be');
  const bytes = fromBase64(encoded);
  if (bytes === null) return malformed('is not in base64');
  const kind = kindOf(bytes[0]);
  if (kind === null) return malformed(`is of a kind that is not understood (${bytes[0]})`);
  const raw = bytes.subarray(1);
  if (raw.length !== KEY_KINDS[kind].keySize) return malformed('is not as long as its kind is');
  if (keyIdOf(name, kind, raw) !== id) return malformed('does not have the id that it says');
  try {
    const der = Buffer.concat([Buffer.from(KEY_KINDS[kind].spki, 'hex'), raw]);
    return proven({
      name,
      kind,
      id,
      key: createPublicKey({ key: der, format: 'der', type: 'spki' }),
      vkey: text,
    });
  } catch {
    return malformed('is no key of its kind');
  }
}

function kindOf(byte: number | undefined): KeyKind | null {
  for (const kind of Object.keys(KEY_KINDS) as KeyKind[]) if (KEY_KINDS[kind].byte === byte) return kind;
  return null;
}

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** `sha256:<hex>` over the canonical JSON of a value (RFC 8785): equal for equal JSON, however it was written. */
export function canonicalHash(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a canonical form');
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

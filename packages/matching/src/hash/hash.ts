/** Bytes of a hash of 256 bits. */
export const HASH_BYTES = 32;
/** Bits of a hash, and therefore the largest distance. */
export const HASH_BITS = 256;

const HEX = /^[0-9a-fA-F]{64}$/;

/** 64 lower-case hexadecimal digits, the first bit of the hash first, as everybody writes PDQ hashes. */
export function toHex(hash: Uint8Array): string {
  let text = '';
  for (const byte of hash) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The 32 bytes of 64 hexadecimal digits of either case; null where the text is anything else. */
export function fromHex(text: string): Uint8Array | null {
  if (!HEX.test(text)) return null;
  const hash = new Uint8Array(HASH_BYTES);
  for (let at = 0; at < HASH_BYTES; at++) hash[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  return hash;
}

/** In how many of the 256 bits two hashes differ: 0 to 256. */
export function hammingDistance(a: Uint8Array, b: Uint8Array): number {
  requireHash(a);
  requireHash(b);
  let distance = 0;
  for (let at = 0; at < HASH_BYTES; at++) {
    let bits = (a[at] ?? 0) ^ (b[at] ?? 0);
    while (bits !== 0) {
      bits &= bits - 1;
      distance++;
    }
  }
  return distance;
}

/** Texts are parsed by `fromHex`; whatever else is not 32 bytes is the caller's bug. */
export function requireHash(hash: Uint8Array): void {
  if (hash.length !== HASH_BYTES)
    throw new RangeError(`a hash has ${HASH_BYTES} bytes, this one has ${hash.length}`);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 as in ZIP, over several pieces: give it what it gave before. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (let n = 0; n < bytes.length; n++)
    value = (TABLE[(value ^ (bytes[n] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}

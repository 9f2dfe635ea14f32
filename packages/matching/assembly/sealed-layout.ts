// What lies where in the memory of a sealed index.

export const TABLES: i32 = 11;
/** Bits of a block; the last block has three more, which its table leaves out. */
export const BLOCK_BITS: i32 = 23;
/** The largest distance within a block that can be asked for. */
export const MOST_APART: i32 = 4;
export const ENTRY: usize = 16; // 96 bits of the hash, then the row

// What lies where. Everything is in the memory itself, so that another thread finds it, and a file can hold it.
const HEADER: usize = 1024; // u32: magic, version, rows, key bits, group bits, readers
export const BALLS: usize = 1088; // u64 [5][64]: the six-bit values within a distance of one
export const MASKS: usize = BALLS + 5 * 64 * 8; // u32: masks over the upper bits of a value, by their number of bits
const MOST_MASKS: usize = 3214; // over 17 bits, up to four
const BASE_AT: usize = (MASKS + MOST_MASKS * 4 + 63) & ~63;
const MAGIC: u32 = 0x53575348;
const VERSION: u32 = 1;

export let rows: u32 = 0;
export let keyBits: u32 = 0;
export let groupBits: u32 = 0;
// How many masks have at most so many bits. They are no array: that would lie in the memory, where an instance that
// attaches would overwrite it while others search.
let masksOf1: u32 = 0;
let masksOf2: u32 = 0;
let masksOf3: u32 = 0;
let masksOf4: u32 = 0;

/** Where the masks of so many bits begin, and those of one less end. */
export function maskFrom(weight: u32): usize {
  if (weight == 0) return MASKS;
  if (weight == 1) return MASKS + 4;
  if (weight == 2) return MASKS + <usize>(masksOf1 << 2);
  if (weight == 3) return MASKS + <usize>(masksOf2 << 2);
  return MASKS + <usize>((weight == 4 ? masksOf3 : masksOf4) << 2);
}

export let base: usize = 0; // rows x 32 bytes
export let ids: usize = 0; // rows x u32
export let alive: usize = 0; // a bit a row
export let bitmaps: usize = 0; // tables x 2^keyBits bits
export let starts: usize = 0; // tables x (2^(keyBits - groupBits) + 2) x u32
export let entries: usize = 0; // tables x rows x 16 bytes
export let readers: usize = 0;
export let readerSize: usize = 0;

// A reader's own: thresholds, the query, lists, what it has seen, what it has found.
const MOST_WORDS: usize = 3214 * 11;
const MOST_GROUPS: usize = 10903 * 11;
export const QUERY: usize = 64;
export const WORDS: usize = 128; // { table and word: u64, bits: u64 }
export const GROUPS: usize = WORDS + MOST_WORDS * 16; // { from: u32, to: u32 }, addresses in units of an entry
export const SEEN: usize = GROUPS + MOST_GROUPS * 8;

export function bitmapBytes(): usize {
  return (<usize>1 << keyBits) >> 3;
}

export function startsBytes(): usize {
  return (((<usize>1 << (keyBits - groupBits)) + 2) * 4 + 63) & ~63;
}

export function seenBytes(): usize {
  return ((<usize>rows + 511) >> 9) << 6;
}

/** Works out what lies where; returns the bytes that are needed with so many readers, as a float: it may be above 2^32. */
export function lay(count: u32): f64 {
  base = BASE_AT;
  const seen = <f64>seenBytes();
  const each = <f64>SEEN + seen + <f64>rows * 12 + 128;
  const before = <f64>BASE_AT + <f64>rows * 36 + 64 + seen;
  const tables = <f64>TABLES * (<f64>bitmapBytes() + <f64>startsBytes() + <f64>rows * <f64>ENTRY);
  const total = before + tables + each * <f64>count + 256;
  if (total > 4294901760.0) return total;
  ids = base + <usize>rows * 32;
  alive = (ids + <usize>rows * 4 + 63) & ~63;
  bitmaps = alive + seenBytes();
  starts = bitmaps + bitmapBytes() * TABLES;
  entries = (starts + startsBytes() * TABLES + 63) & ~63;
  readers = (entries + <usize>rows * ENTRY * TABLES + 63) & ~63;
  // Seen bits, the rows that were marked in them, and what was found: a row and its distance.
  readerSize = (SEEN + seenBytes() + <usize>rows * 12 + 127) & ~63;
  const upper = keyBits - 6;
  masksOf1 = 1 + upper;
  masksOf2 = masksOf1 + choose(upper, 2);
  masksOf3 = masksOf2 + choose(upper, 3);
  masksOf4 = masksOf3 + choose(upper, 4);
  return total;
}

export function choose(n: u32, k: u32): u32 {
  let ways: u32 = 1;
  for (let i: u32 = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}

/** How many bytes of memory are needed. */
export function size(n: u32, key: u32, group: u32, count: u32): f64 {
  rows = n;
  keyBits = key;
  groupBits = group;
  return lay(count);
}

/** Begins an index whose size was asked for, in memory of zeros. */
export function begin(count: u32): void {
  lay(count);
  store<u32>(HEADER, MAGIC);
  store<u32>(HEADER, VERSION, 4);
  store<u32>(HEADER, rows, 8);
  store<u32>(HEADER, keyBits, 12);
  store<u32>(HEADER, groupBits, 16);
  for (let distance: u32 = 0; distance <= <u32>MOST_APART; distance++)
    for (let value: u32 = 0; value < 64; value++) {
      let ball: u64 = 0;
      for (let other: u32 = 0; other < 64; other++)
        if (popcnt(value ^ other) <= distance) ball |= (<u64>1) << other;
      store<u64>(BALLS + ((distance * 64 + value) << 3), ball);
    }
  let at = MASKS;
  for (let weight: u32 = 0; weight <= <u32>MOST_APART; weight++)
    for (let mask: u32 = 0; mask < <u32>1 << (keyBits - 6); mask++)
      if (popcnt(mask) == weight) {
        store<u32>(at, mask);
        at += 4;
      }
  memory.fill(alive, 0xff, (<usize>rows + 7) >> 3);
}

/**
 * Finds an index in memory that another instance filled, or a file. Returns the number of rows, or 0xffffffff where it
 * is none of ours or does not fit into the memory.
 */
export function attach(count: u32): u32 {
  if (load<u32>(HEADER) != MAGIC || load<u32>(HEADER, 4) != VERSION) return 0xffffffff;
  rows = load<u32>(HEADER, 8);
  keyBits = load<u32>(HEADER, 12);
  groupBits = load<u32>(HEADER, 16);
  if (keyBits < 12 || keyBits > <u32>BLOCK_BITS || groupBits > 6) return 0xffffffff;
  if (lay(count) > <f64>(<u64>memory.size() << 16)) return 0xffffffff;
  return rows;
}

/** Everything up to here is the index; behind it is what readers write. */
export function end(): usize {
  return readers;
}

/** Where the hashes are to be written before `sort`: room that is not yet used. */
export function input(): usize {
  return entries + <usize>rows * ENTRY * 9;
}

/** Where the id of each is to be written before `sort`. */
export function inputIds(): usize {
  return entries + <usize>rows * ENTRY * 8;
}

/** Where a reader's thresholds are written, a byte for each table, 0xff to leave it out. */
export function thresholds(reader: u32): usize {
  return readers + <usize>reader * readerSize;
}

/** Where a reader's query is written. */
export function query(reader: u32): usize {
  return readers + <usize>reader * readerSize + QUERY;
}

/** Where a reader's finds lie: pairs of u32, the id and the distance. */
export function found(reader: u32): usize {
  return readers + <usize>reader * readerSize + SEEN + seenBytes() + <usize>rows * 4;
}

/** Where the hashes, their ids and the bits of those that count lie. */
export function hashes(): usize {
  return base;
}
export function idsAt(): usize {
  return ids;
}
export function aliveAt(): usize {
  return alive;
}

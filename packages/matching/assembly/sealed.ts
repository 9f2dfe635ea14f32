// An exact index over 256-bit hashes that does not change, except that rows can be struck out.
//
// The bits are cut into eleven blocks. Two hashes within distance r cannot be far apart in all blocks at once: if block
// i may differ in at most t[i] bits, and the sum of all t[i] + 1 is above r, then some block obeys its limit (the
// pigeonhole principle; Norouzi, Punjani, Fleet: “Fast search in Hamming space with multi-index hashing”, 2012). Each
// block has a table of all rows, sorted by the block's value. A query visits the values near its own, and looks at the
// rows there: first at 96 bits of them that lie in the table itself, then, of the few that are left, at the whole hash.
//
// Most values occur in no row. A bit for each says so, 64 of them in a word, so that one AND tells all near values that
// differ in the lowest six bits only; all bits of a table take a megabyte at most.

import {
  alive, BALLS, base, bitmapBytes, bitmaps, BLOCK_BITS, entries, ENTRY, groupBits, GROUPS, ids, input, inputIds, keyBits,
  maskFrom, MOST_APART, QUERY, readers, readerSize, rows, SEEN, seenBytes, starts, startsBytes, TABLES, WORDS,
} from './sealed-layout';

export {
  aliveAt, attach, begin, end, found, hashes, idsAt, input, inputIds, query, size, thresholds,
} from './sealed-layout';

@inline
function keyOf(hash: usize, table: i32): u32 {
  const bit = table * BLOCK_BITS;
  const at = min(bit >> 3, 24);
  return <u32>(load<u64>(hash + at) >> (bit - (at << 3))) & (((<u32>1) << keyBits) - 1);
}

/** Where the 96 bits begin that a table keeps of a hash: whole words that its block does not touch. */
@inline
function sketchOf(table: i32): usize {
  const first = (table * BLOCK_BITS) >> 5;
  const last = (table * BLOCK_BITS + BLOCK_BITS - 1) >> 5;
  return <usize>((last <= 4 ? last + 1 : first - 3) << 2);
}

/** Fills the first table, and puts the rows into its order: hashes that are alike come to lie side by side. */
export function sort(): void {
  fill(0, input());
  const from = input();
  const named = inputIds();
  for (let row: usize = 0; row < rows; row++) {
    const entry = entries + row * ENTRY;
    const old = <usize>load<u32>(entry, 12);
    v128.store(base + row * 32, v128.load(from + old * 32));
    v128.store(base + row * 32, v128.load(from + old * 32, 16), 16);
    store<u32>(ids + row * 4, load<u32>(named + old * 4));
    store<u32>(entry, <u32>row, 12);
  }
}

/** Fills a table, 1 to 10, after `sort`. */
export function table(t: i32): void {
  fill(t, base);
}

function fill(t: i32, hashes: usize): void {
  const bitmap = bitmaps + <usize>t * bitmapBytes();
  const start = starts + <usize>t * startsBytes();
  const to = entries + <usize>t * <usize>rows * ENTRY;
  const past = hashes + <usize>rows * 32;
  for (let hash = hashes; hash < past; hash += 32) {
    const key = keyOf(hash, t);
    const word = bitmap + <usize>((key >> 6) << 3);
    store<u64>(word, load<u64>(word) | ((<u64>1) << (key & 63)));
    const count = start + (<usize>(key >> groupBits) << 2);
    store<u32>(count, load<u32>(count, 8) + 1, 8);
  }
  let sum: u32 = 0;
  const groups = (<usize>1) << (keyBits - groupBits);
  for (let at = start + 8; at < start + ((groups + 2) << 2); at += 4) {
    sum += load<u32>(at);
    store<u32>(at, sum);
  }
  // Now the second of two neighbours says where a group begins; counted up while it is filled, it says where it ends.
  const sketch = sketchOf(t);
  let row: u32 = 0;
  for (let hash = hashes; hash < past; hash += 32, row++) {
    const count = start + (<usize>(keyOf(hash, t) >> groupBits) << 2);
    const place = load<u32>(count, 4);
    store<u32>(count, place + 1, 4);
    const entry = to + <usize>place * ENTRY;
    store<u64>(entry, load<u64>(hash + sketch));
    store<u32>(entry, load<u32>(hash + sketch, 8), 8);
    store<u32>(entry, row, 12);
  }
}

/** All rows within the radius by the reader's thresholds; returns their number. */
export function search(reader: u32, radius: u32): u32 {
  const own = readers + <usize>reader * readerSize;
  const words = nearWords(own);
  const groups = nearGroups(own, words);
  return inGroups(own, groups, radius);
}

/** Which words of which bitmaps hold values near the query's. */
function nearWords(own: usize): usize {
  let to = own + WORDS;
  for (let t: i32 = 0; t < TABLES; t++) {
    const apart = <u32>load<u8>(own + <usize>t);
    if (apart > <u32>MOST_APART) continue;
    const key = keyOf(own + QUERY, t);
    const bitmap = bitmaps + <usize>t * bitmapBytes();
    const upper = key >> 6;
    for (let weight: u32 = 0; weight <= apart; weight++) {
      const ball = load<u64>(BALLS + (((apart - weight) * 64 + (key & 63)) << 3));
      const past = maskFrom(weight + 1);
      for (let mask = maskFrom(weight); mask < past; mask += 4) {
        const word = upper ^ load<u32>(mask);
        const bits = load<u64>(bitmap + (<usize>word << 3)) & ball;
        // Written in any case and kept where there is a bit: a branch could not be foretold.
        store<u32>(to, word);
        store<i32>(to, t, 4);
        store<u64>(to, bits, 8);
        to += <usize>(bits != 0) << 4;
      }
    }
  }
  return to;
}

/** The stretches of the tables that those values lie in. */
function nearGroups(own: usize, past: usize): usize {
  let to = own + GROUPS;
  const perWord = 6 - groupBits;
  const whole = ((<u64>1) << (((<u64>1) << groupBits) - 1) << 1) - 1;
  for (let at = own + WORDS; at < past; at += 16) {
    const t = load<i32>(at, 4);
    const start = starts + <usize>t * startsBytes();
    const shift = <u32>t * rows;
    let bits = load<u64>(at, 8);
    const first = load<u32>(at) << perWord;
    do {
      const group = <u32>ctz(bits) >> groupBits;
      const place = start + (<usize>(first + group) << 2);
      store<u32>(to, load<u32>(place) + shift);
      store<u32>(to, load<u32>(place, 4) + shift, 4);
      to += 8;
      bits &= ~(whole << (group << groupBits));
    } while (bits != 0);
  }
  return to;
}

/** Reads a byte of every line that will be looked at: the processor fetches them side by side, not one by one. */
function fetch(own: usize, past: usize): u64 {
  let sum: u64 = 0;
  for (let at = own + GROUPS; at < past; at += 8) {
    const entry = entries + <usize>load<u32>(at) * ENTRY;
    sum += load<u64>(entry) + load<u64>(entry, 64);
  }
  return sum;
}

function inGroups(own: usize, past: usize, radius: u32): u32 {
  store<u64>(own, fetch(own, past), 16);
  const seen = own + SEEN;
  const marked = seen + seenBytes();
  const finds = marked + <usize>rows * 4;
  const q0 = load<u64>(own, QUERY);
  const q1 = load<u64>(own, QUERY + 8);
  const q2 = load<u64>(own, QUERY + 16);
  const q3 = load<u64>(own, QUERY + 24);
  let marks = marked;
  let to = finds;
  let t: i32 = -1;
  let until: u32 = 0;
  let s0: u64 = 0;
  let s1: u64 = 0;
  for (let at = own + GROUPS; at < past; at += 8) {
    const from = load<u32>(at);
    while (from >= until) {
      t++;
      until += rows;
      s0 = load<u64>(own + QUERY + sketchOf(t));
      s1 = load<u32>(own + QUERY + sketchOf(t), 8);
    }
    const stop = entries + <usize>load<u32>(at, 4) * ENTRY;
    for (let entry = entries + <usize>from * ENTRY; entry < stop; entry += ENTRY) {
      const near = popcnt(load<u64>(entry) ^ s0) + popcnt(<u64>load<u32>(entry, 8) ^ s1);
      if (near > <u64>radius) continue;
      const row = load<u32>(entry, 12);
      const mark = seen + (<usize>(row >> 5) << 2);
      const bit = (<u32>1) << (row & 31);
      const had = load<u32>(mark);
      if ((had & bit) != 0) continue;
      store<u32>(mark, had | bit);
      store<u32>(marks, row);
      marks += 4;
      const hash = base + (<usize>row << 5);
      const distance = <u32>(
        popcnt(load<u64>(hash) ^ q0) +
        popcnt(load<u64>(hash, 8) ^ q1) +
        popcnt(load<u64>(hash, 16) ^ q2) +
        popcnt(load<u64>(hash, 24) ^ q3)
      );
      if (distance > radius || !isAlive(row)) continue;
      store<u32>(to, load<u32>(ids + (<usize>row << 2)));
      store<u32>(to, distance, 4);
      to += 8;
    }
  }
  for (let mark = marked; mark < marks; mark += 4) store<u32>(seen + (<usize>(load<u32>(mark) >> 5) << 2), 0);
  return <u32>((to - finds) >> 3);
}

@inline
function isAlive(row: u32): bool {
  return ((load<u32>(alive + (<usize>(row >> 5) << 2)) >> (row & 31)) & 1) != 0;
}

/** All rows within the radius, by looking at each. */
export function scan(reader: u32, radius: u32): u32 {
  const own = readers + <usize>reader * readerSize;
  const finds = own + SEEN + seenBytes() + <usize>rows * 4;
  const q0 = load<u64>(own, QUERY);
  const q1 = load<u64>(own, QUERY + 8);
  const q2 = load<u64>(own, QUERY + 16);
  const q3 = load<u64>(own, QUERY + 24);
  let to = finds;
  for (let row: u32 = 0; row < rows; row++) {
    const hash = base + (<usize>row << 5);
    const distance = <u32>(
      popcnt(load<u64>(hash) ^ q0) +
      popcnt(load<u64>(hash, 8) ^ q1) +
      popcnt(load<u64>(hash, 16) ^ q2) +
      popcnt(load<u64>(hash, 24) ^ q3)
    );
    if (distance > radius || !isAlive(row)) continue;
    store<u32>(to, load<u32>(ids + (<usize>row << 2)));
    store<u32>(to, distance, 4);
    to += 8;
  }
  return <u32>((to - finds) >> 3);
}

// An exact index over 256-bit hashes that grows: for what was added since the last time all was sorted.
//
// Sixteen blocks of sixteen bits; for each value of each block a chain of the rows that have it. A row is written before
// the chains lead to it, so that other threads may search while one adds.

const TABLES: u32 = 16;
const VALUES: u32 = 65536;
/** The largest distance within a block that can be asked for. */
const MOST_APART: u32 = 2;
const ROW: usize = 96; // the hash, then for each table the next row of its chain, plus one

const HEADER: usize = 1024; // u32: magic, room, rows, first id
const MASKS: usize = 1088; // u32: the masks of 0, 1 and 2 bits
const HEADS: usize = (MASKS + 137 * 4 + 63) & ~63; // u32 [16][65536]: the first row, plus one
const AT: usize = HEADS + <usize>(TABLES * VALUES) * 4;
const MAGIC: u32 = 0x4f57534f;

let room: u32 = 0;
let records: usize = 0;
let alive: usize = 0;
let readers: usize = 0;
let readerSize: usize = 0;

const QUERY: usize = 64;
const SEEN: usize = 128;

function lay(): void {
  records = AT;
  alive = records + <usize>room * ROW;
  readers = alive + bitBytes();
  readerSize = (SEEN + bitBytes() + <usize>room * 12 + 127) & ~63;
}

function bitBytes(): usize {
  return ((<usize>room + 511) >> 9) << 6;
}

/** How many bytes of memory are needed for so many rows and readers. */
export function size(rows: u32, count: u32): f64 {
  room = rows;
  lay();
  return <f64>readers + <f64>readerSize * <f64>count;
}

/** Begins in memory of zeros, after its size was asked for; the first row gets this id, the next the next. */
export function begin(firstId: u32): void {
  store<u32>(HEADER, MAGIC);
  store<u32>(HEADER, room, 4);
  store<u32>(HEADER, 0, 8);
  store<u32>(HEADER, firstId, 12);
  let at = MASKS;
  for (let weight: u32 = 0; weight <= MOST_APART; weight++)
    for (let mask: u32 = 0; mask < VALUES; mask++)
      if (popcnt(mask) == weight) {
        store<u32>(at, mask);
        at += 4;
      }
}

/** Finds what another instance began in this memory; false where there is nothing. */
export function attach(): bool {
  if (load<u32>(HEADER) != MAGIC) return false;
  room = load<u32>(HEADER, 4);
  lay();
  return true;
}

/** Where a hash is written before `add`, and a reader's query before `search`. */
export function query(reader: u32): usize {
  return readers + <usize>reader * readerSize + QUERY;
}

/** Where a reader's thresholds are written, a byte for each table, 0xff to leave it out. */
export function thresholds(reader: u32): usize {
  return readers + <usize>reader * readerSize;
}

/** Where a reader's finds lie: pairs of u32, the id and the distance. */
export function found(reader: u32): usize {
  return readers + <usize>reader * readerSize + SEEN + bitBytes() + <usize>room * 4;
}

export function count(): u32 {
  return atomic.load<u32>(HEADER, 8);
}

/** Where a row's hash lies. */
export function hash(row: u32): usize {
  return records + <usize>row * ROW;
}

/** Where the bits of the rows that count lie. */
export function aliveAt(): usize {
  return alive;
}

/** Adds the hash at reader 0's query; false where there is no room. */
export function add(): bool {
  const row = load<u32>(HEADER, 8);
  if (row == room) return false;
  const from = query(0);
  const record = records + <usize>row * ROW;
  v128.store(record, v128.load(from));
  v128.store(record, v128.load(from, 16), 16);
  for (let t: usize = 0; t < TABLES; t++) {
    const head = HEADS + ((t * VALUES + load<u16>(from + t * 2)) << 2);
    store<u32>(record + 32 + t * 4, load<u32>(head));
  }
  const bits = alive + (<usize>(row >> 5) << 2);
  atomic.store<u32>(bits, load<u32>(bits) | ((<u32>1) << (row & 31)));
  for (let t: usize = 0; t < TABLES; t++)
    atomic.store<u32>(HEADS + ((t * VALUES + load<u16>(from + t * 2)) << 2), row + 1);
  atomic.store<u32>(HEADER, row + 1, 8);
  return true;
}

/** All rows within the radius by the reader's thresholds; returns their number. */
export function search(reader: u32, radius: u32): u32 {
  const own = thresholds(reader);
  const seen = own + SEEN;
  const marked = seen + bitBytes();
  const finds = marked + <usize>room * 4;
  const first = load<u32>(HEADER, 12);
  let marks = marked;
  let to = finds;
  for (let t: usize = 0; t < TABLES; t++) {
    const apart = load<u8>(own + t);
    if (apart > MOST_APART) continue;
    const value = <u32>load<u16>(own + QUERY + t * 2);
    const heads = HEADS + ((t * VALUES) << 2);
    const past = MASKS + (apart == 0 ? 4 : apart == 1 ? 17 * 4 : 137 * 4);
    for (let mask = MASKS; mask < past; mask += 4) {
      let link = load<u32>(heads + (<usize>(value ^ load<u32>(mask)) << 2));
      while (link != 0) {
        const row = link - 1;
        const record = records + <usize>row * ROW;
        link = load<u32>(record + 32 + t * 4);
        const distance = distanceTo(own + QUERY, record);
        if (distance > radius) continue;
        const mark = seen + (<usize>(row >> 5) << 2);
        const bit = (<u32>1) << (row & 31);
        const had = load<u32>(mark);
        if ((had & bit) != 0) continue;
        store<u32>(mark, had | bit);
        store<u32>(marks, row);
        marks += 4;
        if (!isAlive(row)) continue;
        store<u32>(to, first + row);
        store<u32>(to, distance, 4);
        to += 8;
      }
    }
  }
  for (let mark = marked; mark < marks; mark += 4) store<u32>(seen + (<usize>(load<u32>(mark) >> 5) << 2), 0);
  return <u32>((to - finds) >> 3);
}

/** All rows within the radius, by looking at each. */
export function scan(reader: u32, radius: u32): u32 {
  const own = thresholds(reader);
  const finds = own + SEEN + bitBytes() + <usize>room * 4;
  const first = load<u32>(HEADER, 12);
  const rows = count();
  let to = finds;
  for (let row: u32 = 0; row < rows; row++) {
    const distance = distanceTo(own + QUERY, records + <usize>row * ROW);
    if (distance > radius || !isAlive(row)) continue;
    store<u32>(to, first + row);
    store<u32>(to, distance, 4);
    to += 8;
  }
  return <u32>((to - finds) >> 3);
}

@inline
function isAlive(row: u32): bool {
  return ((load<u32>(alive + (<usize>(row >> 5) << 2)) >> (row & 31)) & 1) != 0;
}

@inline
function distanceTo(query: usize, hash: usize): u32 {
  return <u32>(
    popcnt(load<u64>(hash) ^ load<u64>(query)) +
    popcnt(load<u64>(hash, 8) ^ load<u64>(query, 8)) +
    popcnt(load<u64>(hash, 16) ^ load<u64>(query, 16)) +
    popcnt(load<u64>(hash, 24) ^ load<u64>(query, 24))
  );
}

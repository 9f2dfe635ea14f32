/**
 * Whether an identifier was seen before, in eight bytes for each. What is kept is a fingerprint of 64 bits, so that a
 * match is a suspicion: whoever asks looks at the identifiers themselves before saying that two are the same.
 */
export interface Identities {
  /** Adds one; true where one of the same fingerprint is there. */
  add(id: string): boolean;
}

const FIRST_CAPACITY = 1024;
/**
 * Slots in use before the table grows. Probing takes a dozen steps near the end, which lie side by side in memory; a
 * table that grew earlier would be twice as large for most numbers of respondents.
 */
const FULL = 0.85;

export function createIdentities(): Identities {
  let slots = new Uint32Array(2 * FIRST_CAPACITY);
  let size = 0;

  const insert = (table: Uint32Array, high: number, low: number): boolean => {
    const mask = table.length / 2 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const [a, b] = [table[2 * slot], table[2 * slot + 1]];
      if (a === 0 && b === 0) {
        table[2 * slot] = high;
        table[2 * slot + 1] = low;
        return true;
      }
      if (a === high && b === low) return false;
    }
  };

  return {
    add(id) {
      if (size > FULL * (slots.length / 2)) {
        const larger = new Uint32Array(2 * slots.length);
        for (let at = 0; at < slots.length; at += 2) {
          const [high = 0, low = 0] = [slots[at], slots[at + 1]];
          if (high !== 0 || low !== 0) insert(larger, high, low);
        }
        slots = larger;
      }
      const [high, low] = fingerprint(id);
      const isNew = insert(slots, high, low);
      if (isNew) size += 1;
      return !isNew;
    },
  };
}

/** Two multiplicative hashes over the code units, each mixed to the end; never both zero, which marks an empty slot. */
function fingerprint(id: string): readonly [high: number, low: number] {
  let a = 0x9e3779b9 ^ id.length;
  let b = 0x7f4a7c15;
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul(b + unit, 0xc2b2ae35);
    b ^= b >>> 13;
  }
  return [mixed(a ^ (b >>> 7)) >>> 0 || 1, mixed(b ^ (a << 9)) >>> 0];
}

function mixed(bits: number): number {
  let hash = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return hash ^ (hash >>> 16);
}

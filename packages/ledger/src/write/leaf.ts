import { hash, randomFillSync } from 'node:crypto';
import { commitment, SALT_LENGTH } from '../commitment.ts';

/** A record that is to be in the log. */
export interface NewLeaf {
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Random, and never the name of anybody. */
  readonly record: string;
  /** `sha256:…`, several joined by `+`; null where no practice had a part in it. */
  readonly practice: string | null;
}

/** The parts of a record by name, in the order of their names, each as a text. */
export type Parts = readonly (readonly [name: string, text: string])[];

/** A leaf as it goes into the log. */
export interface Sealed {
  /** The bytes of the entry: all of it is ASCII. */
  readonly entry: string;
  /** Its leaf hash, in hex. */
  readonly leaf: string;
  /** The salts of the parts one behind the other, 22 characters each: to be kept with the record, and gone with it. */
  readonly salts: string;
}

/**
 * Fixes the bytes of a leaf.
 *
 * @param parts in the order of their names
 * @param salts one for each part; new ones where they are left out
 */
export function sealLeaf(
  { type, at, record, practice }: NewLeaf,
  parts: Parts,
  salts = newSalts(parts.length),
): Sealed {
  let commitments = '';
  for (let n = 0; n < parts.length; n++) {
    const [name, text] = parts[n] as Parts[number];
    const salt = salts.slice(n * SALT_LENGTH, (n + 1) * SALT_LENGTH);
    commitments += `${n === 0 ? '' : ','}"${name}":"${commitment(salt, name, text)}"`;
  }
  const under = practice === null ? '' : `"practice":"${practice}",`;
  const time = new Date(at).toISOString();
  const entry = `{"commitments":{${commitments}},${under}"record":"${record}","time":"${time}","type":"${type}"}`;
  // The zero byte in front is that of RFC 6962's leaves.
  return { entry, leaf: hash('sha256', `\0${entry}`, 'hex'), salts };
}

const POOL = 48 * 1024;
const bytes = Buffer.alloc(POOL);
let pool = '';
let used = 0;

/** Asked of the system for many at once: one at a time would cost more than all the rest of a leaf. */
function newSalts(count: number): string {
  const length = count * SALT_LENGTH;
  if (used + length > pool.length) {
    pool = randomFillSync(bytes).toString('base64url');
    used = 0;
  }
  used += length;
  return pool.slice(used - length, used);
}

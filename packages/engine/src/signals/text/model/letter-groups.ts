import { HASH_SEED, hashUnit } from './vocabulary.ts';

const GROUP_MIN = 3;
const GROUP_MAX = 5;
/** Letters of a word that are read. */
const LETTERS_MAX = 24;

const edged = new Uint16Array(LETTERS_MAX + 2);

/** Letter groups of a word (three to five, with its edges), as hashes. */
export function letterGroups(word: string): Int32Array {
  const length = Math.min(word.length, LETTERS_MAX);
  edged[0] = 0x3c;
  for (let at = 0; at < length; at++) edged[at + 1] = word.charCodeAt(at);
  edged[length + 1] = 0x3e;
  const groups: number[] = [];
  for (let size = GROUP_MIN; size <= GROUP_MAX; size++) {
    for (let from = 0; from + size <= length + 2; from++) {
      let hash = HASH_SEED;
      for (let at = from; at < from + size; at++) hash = hashUnit(hash, edged[at]!);
      groups.push(hash ^ (hash >>> 16));
    }
  }
  return Int32Array.from(groups);
}

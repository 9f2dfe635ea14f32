/** The door of matching: PDQ hashes of images, and an exact index over hashes of 256 bits. */

export { fromHex, HASH_BITS, HASH_BYTES, hammingDistance, toHex } from './hash/hash.ts';
export { findClusters } from './lookup/clusters.ts';
export { buildIndex, createIndex, type HashIndex, type IndexOptions } from './lookup/hash-index.ts';
export { type Loaded, loadIndex, type ReadInto, type SnapshotFault } from './lookup/load.ts';
export type { Match } from './lookup/part.ts';
export { DEFAULT_RADIUS, type Searcher } from './lookup/search.ts';
export { attachIndex, type SharedIndex } from './lookup/shared.ts';
export {
  createPdqHasher,
  type PdqFamily,
  type PdqHash,
  type PdqHasher,
  TURNS,
  type Turn,
  type TurnedHashes,
} from './pdq/hasher.ts';
export { LONGEST_SIDE, type Pixels } from './pdq/pixels.ts';

/** The verifier: all that somebody needs who holds evidence and trusts nobody. It imports nothing that writes. */
export { commitment, SALT_LENGTH } from '../commitment.ts';
export { EMPTY_ROOT, HASH_SIZE, leafHash, nodeHash } from '../hash.ts';
export {
  type Checkpoint,
  openCheckpoint,
  parseCheckpoint,
  type Signed,
  verifySignatures,
} from './checkpoint.ts';
export { type TreeHead, verifyConsistency } from './consistency.ts';
export { MAX_PROOF, rootOfInclusion, verifyInclusion } from './inclusion.ts';
export { isKeyName, KEY_KINDS, type KeyKind, keyIdOf, parseVerifierKey, type VerifierKey } from './key.ts';
export { type Disclosed, type Leaf, parseLeaf, verifyParts } from './leaf.ts';
export { formatNote, type Note, parseNote, type SignatureLine } from './note.ts';
export { type About, PACK_FORMAT } from './pack/about.ts';
export type { ProvenRecord } from './pack/record.ts';
export { PACK_FILES, type PackOptions, type PackReport, verifyPack } from './pack/verify.ts';
export type { ByteSource } from './pack/zip.ts';
export { checkPolicy, type Policy } from './policy.ts';
export { formatProof, type Proof, parseProof, verifyProof } from './proof.ts';
export { MAX_ENTRY, parseBundle, parseTilePath, TILE_WIDTH, type TileName, tilePath } from './tile.ts';
export { KNOWN_TYPES, wordsOfType } from './types.ts';
export { FAULTS, type Failure, type Fault, fails, proven, type Verdict } from './verdict.ts';
export { formatWitnessRequest, parseWitnessRequest, type WitnessRequest } from './witness-request.ts';

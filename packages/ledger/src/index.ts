/** The door of the ledger: the verifier, and what writes a log. */
export * from './verify/index.ts';
export { checkpointText, signatureOf, signCheckpoint } from './write/checkpoint.ts';
export { type NewLeaf, type Parts, type Sealed, sealLeaf } from './write/leaf.ts';
export { DamagedTile, nodesFrom, type ReadNode, type ReadTile, widthOf } from './write/node-reader.ts';
export { proveConsistency, proveInclusion } from './write/prove.ts';
export { createRange, peaksOf, type Range } from './write/range.ts';
export { generateKeys, type SignBytes, type Signer, signerFromPem, signerOf } from './write/signer.ts';
export { continueTiles, formatBundle, type TileWriter, type WrittenTile } from './write/tiles.ts';
export { centralDirectory, localHeader, MAX_ZIP, type ZipFile } from './write/zip.ts';

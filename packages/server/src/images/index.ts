/** Images: decoded within limits, hashed, and looked at in threads of their own. */

export { DEFAULT_DECODE_LIMITS, type DecodeLimits, IMAGE_FAULTS, type ImageFault } from './decode.ts';
export { type HashedImage, type Hashing, type HashOptions, hashImage } from './hash.ts';
export type { Looked } from './look.ts';
export { createLookers, LOOKING_FAULTS, type Lookers, type LookersOptions, type Looking } from './lookers.ts';
export { type MatchKnown, seenByHash, seenOf } from './seen.ts';

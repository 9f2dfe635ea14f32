/** Known content: hashes of images, and what they are matched against. */
export { DEFAULT_DECODE_LIMITS, type DecodeLimits, IMAGE_FAULTS, type ImageFault } from './images/decode.ts';
export { type HashedImage, type Hashing, type HashOptions, hashImage } from './images/hash.ts';

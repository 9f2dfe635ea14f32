export { isPublicAddress } from './address.ts';
export { type OutsideAnswer, type OutsidePost, postOutside } from './post.ts';

export { isPublicAddress } from './address.ts';
export { fetchOutside, type OutsideFetch, type OutsideFetched } from './fetch.ts';
export { type OutsideAnswer, type OutsidePost, postOutside } from './post.ts';

/** Known content: hashes of images, and what they are matched against. */

export { bankData } from './data.ts';
export { type FollowedBanks, followBanks } from './follow.ts';
export { bankRoutes } from './routes.ts';

export const bankMigrations = { area: 'banks', folder: new URL('./migrations/', import.meta.url) };

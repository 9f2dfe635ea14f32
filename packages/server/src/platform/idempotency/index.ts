export { parseName } from './name.ts';
export { IDEMPOTENCY_PROBLEMS } from './problems.ts';
export { type Claim, claimName, type Found, KEPT_HOURS, keepAnswer, letGo, removeOld } from './store.ts';

export const idempotencyMigrations = {
  area: 'idempotency',
  folder: new URL('./migrations/', import.meta.url),
};

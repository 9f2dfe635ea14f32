export { parseName } from './name.ts';
export { IDEMPOTENCY_PROBLEMS } from './problems.ts';
export { startRemoval } from './removal.ts';
export { type Claim, claimName, type Found, KEPT_HOURS, keepAnswer, letGo } from './store.ts';

export const idempotencyMigrations = {
  area: 'idempotency',
  folder: new URL('./migrations/', import.meta.url),
};

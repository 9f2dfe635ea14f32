export { AWAY_CAUSES, type AwayCause, CAUSE_TOLD } from './cause.ts';
export { type DatabaseCondition, readCondition } from './condition.ts';
export type { EmbeddedDatabase } from './embedded.ts';
export { DatabaseUnavailable, isDatabaseAway, isRowAtFault, maySucceedAgain } from './errors.ts';
export { type AreaMigrations, compareSchema, migrate, type SchemaDifference } from './migrate.ts';
export { type Database, type OpenDatabaseOptions, openDatabase } from './open.ts';
export { createPool, type Pool, type PoolClient } from './pool.ts';
export type { OnProgress } from './progress.ts';
export { inTransaction } from './transaction.ts';

export { appendRecords, forgetRecords, INTO_LOG } from './append.ts';
export { findRecords, type RecordFilter } from './find.ts';
export {
  LEAF_TYPES,
  type LeafType,
  leafOf,
  type NewRecord,
  type RecordedLeaf,
  saltsOf,
  toSeal,
} from './record.ts';
export {
  dropTiled,
  leads,
  type PlacedBatch,
  placedBatches,
  type Stretch,
  sequenceBatches,
  stretchesAt,
} from './sequence.ts';

export const leafMigrations = { area: 'leaves', folder: new URL('./migrations/', import.meta.url) };

export { createRemovalMetrics } from './metrics.ts';
export { type Removal, type Removing, startRemoving } from './removal.ts';

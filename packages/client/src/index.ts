/** The door of the client. */
export type * from './api.ts';
export {
  type CallOptions,
  type Decided,
  type DecisionQuery,
  type LocalDecision,
  Safeward,
  type SafewardOptions,
} from './client.ts';
export { SafewardRefusal, SafewardUnreachable, type UnreachableReason } from './failure.ts';

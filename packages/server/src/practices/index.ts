export {
  ACTIVATION_KINDS,
  type Activation,
  type ActivationRequest,
  MAX_OVERLAY_DAYS,
  STAGES,
} from './activation.ts';
export { type ActivePractice, followPractices } from './active.ts';
export type { Waiting } from './alarms/judge.ts';
export { createAlarmMetrics } from './alarms/metrics.ts';
export { alarmRoutes } from './alarms/routes.ts';
export { watchAlarms } from './alarms/watch.ts';
export { practiceData } from './data.ts';
export { examineApart, examineHere } from './examine.ts';
export { completeGuard, type Guard, WATCHED } from './guard.ts';
export type { Decided, InForce, Rules } from './in-force.ts';
export {
  activatePractice,
  approveActivation,
  type By,
  endActivation,
  findOne,
  rollBack,
  type Uploaded,
  uploadPractice,
} from './lifecycle.ts';
export { createPracticeMetrics } from './metrics.ts';
export { NoPractice, PracticeRefused, readPractice } from './practice.ts';
export { PRACTICE_PROBLEMS } from './problems.ts';
export type { Result } from './result.ts';
export { practiceRoutes } from './routes.ts';
export { startWith } from './start.ts';
export { isApprovalRequired, listActivations, liveActivations, requireApproval } from './store.ts';
export { listVersions, loadSources, type Version } from './version-store.ts';
export { CandidateSchema, inShadow, type Would, WouldSchema } from './would.ts';
export const practiceMigrations = { area: 'practices', folder: new URL('./migrations/', import.meta.url) };

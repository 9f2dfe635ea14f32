/** The door of the server. */

export {
  CannotPack,
  type Checked,
  checkLog,
  LogKeyProblem,
  type Packed,
  type PackRequest,
  writePack,
} from './evidence/index.ts';
export { KeyFileExists } from './first-key.ts';
export {
  countOverdue,
  createGateMetrics,
  DecisionListSchema,
  DecisionSchema,
  decisionIdAt,
  type Ended,
  endHold,
  findWaiting,
  GATE_PROBLEMS,
  type HeldDecision,
  type HeldUntil,
  type ImportedSpan,
  importEvents,
  importedEvents,
  importedSpan,
  listHeld,
  lookAtSpool,
  MAX_EVENT_LINE,
  type PastDecision,
  pastDecisions,
  type Resolution,
  type Word,
} from './gate/index.ts';
export { type Hashing, type HashOptions, hashImage, IMAGE_FAULTS, type ImageFault } from './images/index.ts';
export {
  type Imported,
  type ImportKind,
  type ImportProgress,
  importFacts,
  MAX_LINE,
} from './people/index.ts';
export { type DataFolder, dataFolderAt } from './platform/data-folder/data-folder.ts';
export { DataFolderInUse, lockHolder } from './platform/data-folder/lock.ts';
export { ABOUT, type DataMap, type TableDescription } from './platform/data-map/index.ts';
export {
  compareSchema,
  type Database,
  type DatabaseCondition,
  DatabaseUnavailable,
  migrate,
  type OnProgress,
  type OpenDatabaseOptions,
  openDatabase,
  readCondition,
} from './platform/database/index.ts';
export { createOpenApi, type OpenApi } from './platform/http/openapi.ts';
export { HTTP_PROBLEMS } from './platform/http/problems.ts';
export type { RegisteredRoute } from './platform/http/route.ts';
export {
  createKey,
  isScope,
  type Key,
  listKeys,
  revokeKey,
  SCOPES,
  type Scope,
  TEST_SCOPES,
} from './platform/keys/index.ts';
export { createLog, LOG_LEVELS, type Logger, type LogLevel } from './platform/log/log.ts';
export { createRegistry } from './platform/metrics/metrics.ts';
export type { ProblemKind, Refusal } from './platform/problem/problem.ts';
export {
  createRateMetrics,
  describeRate,
  MAX_COUNT,
  parseRate,
  type Rate,
} from './platform/rate-limit/index.ts';
export { createTraceMetrics, type TracingOptions } from './platform/trace/index.ts';
export { listDeadEndpoints, listEndpoints } from './platform/webhooks/index.ts';
export {
  ACTIVATION_KINDS,
  type Activation,
  type ActivationRequest,
  activatePractice,
  approveActivation,
  completeGuard,
  createAlarmMetrics,
  createPracticeMetrics,
  endActivation,
  examineHere,
  type Guard,
  listActivations,
  listVersions,
  liveActivations,
  loadSources,
  MAX_OVERLAY_DAYS,
  NoPractice,
  PRACTICE_PROBLEMS,
  PracticeRefused,
  type Result,
  rollBack,
  STAGES,
  type Uploaded,
  uploadPractice,
  type Version,
  WATCHED,
} from './practices/index.ts';
export {
  DATA_MAP,
  MIGRATIONS,
  type RunningServer,
  type ServerOptions,
  startServer,
} from './server.ts';

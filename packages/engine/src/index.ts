/** The door of the engine. Everything here is pure: same inputs, same decision, bit for bit. */

export { CHANGES, type Change, type Compared, changeOf, isStopped } from './backtest/change.ts';
export { SAMPLES_EACH, type Sample } from './backtest/samples.ts';
export { shareText } from './backtest/share-text.ts';
export {
  addComparison,
  type BacktestTally,
  type Comparison,
  emptyTally,
  type MeasureShift,
  mergeTallies,
  PARTS,
  type Part,
  type PartRow,
  type PastResolution,
} from './backtest/tally.ts';

export type { Alternative } from './decide/alternatives.ts';
export { type Decided, decide } from './decide/decide.ts';
export {
  ACTIONS,
  type Action,
  LIMITS,
  type Limit,
  type Outcome,
  OutcomeSchema,
  RELEASERS,
  type Reason,
  type Span,
} from './decide/decision.ts';
export { type Explanation, explain, type TraceEntry } from './decide/explain.ts';
export { decideTogether, explainTogether } from './decide/merge.ts';
export { isInRollout } from './decide/rollout.ts';
export { canonicalHash } from './event/canonical.ts';
export { type Event, EventSchema, type Person } from './event/event.ts';
export { keptEvent } from './event/keep.ts';
export { DEFAULT_LIMITS, type Limits } from './event/limits.ts';
export { parseEvent, parseEventJson, parseJson } from './event/parse.ts';
export { type CheckedSchema, compileSchema } from './event/schema-problems.ts';
export { type ImageMatch, MOST_IMAGE_MATCHES, type SeenImage } from './event/seen-image.ts';
export { inspect } from './event/values.ts';
export { AGE_BANDS, ASSURANCES, AUDIENCES, KINDS, type Kind } from './event/vocabulary.ts';
export {
  type AccountHistory,
  CONTACT_FAMILIES,
  type ContactRisk,
  contactRisk,
  createMemoryHistory,
  decodeState,
  encodeState,
  FAMILY_CODES,
  type FamilyCode,
  foldAccount,
  foldHistories,
  foldPair,
  foldPlace,
  type Histories,
  type History,
  historyOf,
  type MemoryHistory,
  NEW_ACCOUNT,
  NEW_PAIR,
  NEW_PLACE,
  NOTHING_BEFORE,
  type Observation,
  observe,
  observeEvent,
  ordered,
  type PairHistory,
  type PlaceHistory,
  pairKey,
  type Reaction,
  RISK_FEATURES,
  type RiskFeature,
  type RiskInput,
  readHistory,
  readObservation,
  remember,
  riskInput,
  STATE_VERSION,
  type StateOf,
  SUBJECTS,
  type Subject,
  type Subjects,
  seeFamilies,
  subjectsOf,
  subjectsSeen,
  wordingOf,
  writeObservation,
  writtenHistory,
} from './history/index.ts';
export { closest } from './nearest.ts';
export { ALARM_KINDS, type Alarm, type AlarmRule, ANY_MEASURE, readAlarm } from './practice/alarm.ts';
export { diffPractices } from './practice/diff.ts';
export { type LoadedPractice, loadPractice, loadPracticeInSteps, type Plan } from './practice/load.ts';
export type {
  Finding,
  Keep,
  Measure,
  Practice,
  PracticeTest,
  Settings,
  SourceFile,
} from './practice/practice.ts';
export { describeLanguage, type LanguageReference } from './practice/reference.ts';
export { runPracticeTests, type TestResult } from './practice/run-tests.ts';
export { PracticeFileSchema } from './practice/shape.ts';
export type { Parsed, Problem } from './problem.ts';
export {
  type AccountSignals,
  FAMILIES,
  type Family,
  type Link,
  type NormalizedText,
  normalize,
  type RelationshipSignals,
  readSignals,
  type SeenSignal,
  type SeenSpan,
  type SignalReading,
  TEXT_SIGNALS,
  type TextSignal,
} from './signals/index.ts';
/** The text model, and what it is trained with. */
export { ATTRIBUTES, type Attribute, OUTPUTS } from './signals/text/model/attributes.ts';
export {
  isGrouped,
  makeFeatures,
  readPairs,
  strangerHash,
  WHOLE,
  wholeOf,
  wordFeatures,
} from './signals/text/model/features.ts';
export { guessLanguage } from './signals/text/model/language.ts';
export { letterGroups } from './signals/text/model/letter-groups.ts';
export { explainScore, MODEL_VERSION, scoreText } from './signals/text/model/model.ts';
export {
  type ModelWords,
  makeWordReader,
  PUNCTUATION,
  STAND_INS,
  type WordReader,
} from './signals/text/model/reader.ts';
export { makeTextModel, type TextModel, type TextScores } from './signals/text/model/score.ts';
export { SHORTHAND } from './signals/text/model/shorthand.ts';
export { hashUnits, type ModelVocabulary, makeVocabulary } from './signals/text/model/vocabulary.ts';
export {
  type ModelShape,
  type PackedModel,
  STEP_OF,
  unpack,
  type Weights,
} from './signals/text/model/weights.ts';
export { readWords } from './signals/text/model/words.ts';
export { plainView } from './signals/text/plain.ts';
export type { InSteps } from './steps.ts';

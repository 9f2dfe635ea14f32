/** What can be seen in an event. The practice language and the decision enter here. */
export type { AccountSignals } from './account/account.ts';
export { findLinks, type Link } from './link/links.ts';
export { readSignals, type SeenSignal, type SeenSpan, type SignalReading } from './read.ts';
export { audienceKind } from './relationship/audience.ts';
export type { RelationshipSignals } from './relationship/relationship.ts';
export type { Hit } from './text/hits.ts';
export { ATTRIBUTES, type Attribute } from './text/model/attributes.ts';
export { MODEL_VERSION, scoreText } from './text/model/model.ts';
export type { TextScores } from './text/model/score.ts';
export { type NormalizedText, normalize } from './text/normalize.ts';
export {
  compileScanner,
  compileScannerInSteps,
  type Pattern,
  type Scanner,
} from './text/scanner.ts';
export { FAMILIES, type Family, type TextSignal } from './text/signal.ts';
export { TEXT_SIGNALS } from './text/signals.ts';

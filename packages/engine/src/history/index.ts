/** The door of the history: what happened between people before, and what it says of a contact. */

export { type AccountHistory, foldAccount, NEW_ACCOUNT } from './account.ts';
export { type History, historyOf, NOTHING_BEFORE } from './facts.ts';
export { CONTACT_FAMILIES, FAMILY_CODES, type FamilyCode } from './families.ts';
export {
  foldHistories,
  type Histories,
  ordered,
  SUBJECTS,
  type Subject,
  type Subjects,
  subjectsOf,
  subjectsSeen,
} from './histories.ts';
export { createMemoryHistory, type MemoryHistory, pairKey } from './memory.ts';
export { type Observation, observe, type Reaction, wordingOf } from './observation.ts';
export { foldPair, NEW_PAIR, type PairHistory } from './pair.ts';
export { foldPlace, NEW_PLACE, type PlaceHistory } from './place.ts';
export { observeEvent, remember } from './remember.ts';
export { type ContactRisk, contactRisk } from './risk.ts';
export {
  leadsAway,
  RISK_FEATURES,
  type RiskFeature,
  type RiskInput,
  riskInput,
  weighsContact,
} from './risk-features.ts';
export { seeFamilies } from './see.ts';
export { decodeState, encodeState, STATE_VERSION, type StateOf } from './state.ts';
export { HISTORY_VARIABLES, type HistoryVariable, type HistoryVariableName, isNight } from './variables.ts';
export { readHistory, readObservation, writeObservation, writtenHistory } from './written.ts';

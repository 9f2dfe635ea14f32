/** The door of the history: what happened between people before, and what it says of a contact. */

export { type AccountHistory, foldActor, foldTarget, NEW_ACCOUNT } from './account.ts';
export { type History, historyOf } from './facts.ts';
export { CONTACT_FAMILIES, FAMILY_CODES, type FamilyCode } from './families.ts';
export { createMemoryHistory, type MemoryHistory, pairKey } from './memory.ts';
export { type Observation, observe, wordingOf } from './observation.ts';
export { foldPair, NEW_PAIR, type PairHistory } from './pair.ts';
export { remember } from './remember.ts';
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

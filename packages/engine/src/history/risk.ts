import { CONTACT_FAMILIES, FAMILY_CODES, type FamilyCode } from './families.ts';
import { RISK_FEATURES, type RiskFeature, type RiskInput } from './risk-features.ts';
import fitted from './risk-weights.json' with { type: 'json' };

/** What is said of the risk that a contact is to a child. Never an accusation: it says what happened, not who somebody is. */
export interface ContactRisk {
  /** 0 to 1: of simulated contacts with such a score, about that share were approaches to a child. */
  readonly score: number;
  /** What weighed, heaviest first, with its part of the weight, 0 to 1. */
  readonly because: readonly { readonly feature: RiskFeature; readonly part: number }[];
  /** A sentence for a reviewer. */
  readonly sentence: string;
}

const NO_RISK: ContactRisk = {
  score: 0,
  because: [],
  sentence: 'Nothing in this contact speaks of a risk to a child.',
};

/** A model that anybody can recompute by hand: weights add up, and the logistic function makes a share of the sum. */
export function contactRisk(input: RiskInput | null): ContactRisk {
  if (input === null) return NO_RISK;
  const parts = RISK_FEATURES.flatMap((feature) => {
    const weight = fitted.weights[feature] * (input[feature] ?? 0);
    return weight > 0 ? [{ feature, weight }] : [];
  }).sort((one, two) => two.weight - one.weight);
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  return {
    score: round(1 / (1 + Math.exp(-(fitted.bias + sum)))),
    because: parts.map(({ feature, weight }) => ({ feature, part: round(weight / sum) })),
    sentence: sentenceOf(parts.map(({ feature }) => feature)),
  };
}

/** Three digits: the same on every machine, whatever its last bit of `exp` is. */
function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}

const CIRCUMSTANCES: Readonly<Partial<Record<RiskFeature, string>>> = {
  actor_unknown: 'nothing is known of their age',
  actor_older: 'they are older',
  not_connected: 'the two are not connected',
  no_mutual: 'they know few people in common',
  new_account: 'the account is new',
  new_contact: 'they have known each other for less than a day',
  unanswered: 'they write again without an answer',
  many_children: 'they wrote to several children for the first time this week',
  ignored: 'most of those they write to do not answer',
  copies: 'the same opening went to several people',
  claims_changed: 'their age was given in different ways',
  night: 'it is night',
};

function sentenceOf(features: readonly RiskFeature[]): string {
  const asked = features.filter(isFamily).slice(0, 5);
  const around = features.flatMap((feature) => CIRCUMSTANCES[feature] ?? []).slice(0, 3);
  const acts =
    asked.length === 0 ? '' : `The sender ${listed(asked.map((code) => CONTACT_FAMILIES[code].title))}`;
  if (acts === '') return around.length === 0 ? NO_RISK.sentence : `${capital(listed(around))}.`;
  return around.length === 0 ? `${acts}.` : `${acts}; ${listed(around)}.`;
}

function isFamily(feature: RiskFeature): feature is FamilyCode {
  return (FAMILY_CODES as readonly string[]).includes(feature);
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

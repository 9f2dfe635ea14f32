import { RISK_FEATURES, type RiskFeature, type RiskInput } from '@safeward/engine';
import type { WeighedConversation } from './observed.ts';

export interface Fitted {
  readonly bias: number;
  readonly weights: Readonly<Record<RiskFeature, number>>;
}

/** What published research lets one expect, before anything is measured; what the simulator cannot tell stays here. */
const PRIOR: Readonly<Record<RiskFeature, number>> = {
  rapport: 0.8,
  age: 1,
  whereabouts: 1,
  who_sees: 1.8,
  secrecy: 2,
  isolation: 1.8,
  other_app: 1.5,
  picture: 1.5,
  gift: 1.5,
  pressure: 2.5,
  meeting: 1.2,
  claims_age: 0.8,
  several_families: 3,
  asks_now: 1,
  actor_adult: 0.8,
  actor_unknown: 1.2,
  actor_older: 0.2,
  not_connected: 0.5,
  no_mutual: 1.5,
  new_account: 0.5,
  new_contact: 0.5,
  unanswered: 1.5,
  many_children: 2,
  ignored: 1,
  copies: 2,
  claims_changed: 1.5,
  night: 0.2,
};

/** How strongly weights are held to what is expected. */
const HOLD = 0.004;
const STEPS = 4_000;
const RATE = 1.5;

interface Example {
  readonly values: Float64Array;
  readonly risky: boolean;
  readonly weight: number;
}

/**
 * Logistic regression by gradient descent, weights never below zero, drawn towards `PRIOR`. A risky conversation is
 * one example, at its first request; a harmless one is all its events, which share a weight. Deterministic.
 *
 * @param conversations none that is held out
 */
export function fit(conversations: readonly WeighedConversation[]): Fitted {
  const examples = conversations.flatMap(examplesOf);
  const total = (risky: boolean): number =>
    examples.reduce((sum, example) => sum + (example.risky === risky ? example.weight : 0), 0);
  const [risky, harmless] = [total(true), total(false)];
  const weights = Float64Array.from(RISK_FEATURES, (feature) => PRIOR[feature]);
  const prior = Float64Array.from(weights);
  let bias = -5;
  for (let step = 0; step < STEPS; step += 1) {
    const slopes = new Float64Array(weights.length);
    let biasSlope = 0;
    for (const { values, risky: label, weight } of examples) {
      let sum = bias;
      for (let n = 0; n < values.length; n += 1) sum += (weights[n] ?? 0) * (values[n] ?? 0);
      const error =
        (1 / (1 + Math.exp(-sum)) - (label ? 1 : 0)) * (weight / (label ? risky : harmless)) * 0.5;
      biasSlope += error;
      for (let n = 0; n < values.length; n += 1) slopes[n] = (slopes[n] ?? 0) + error * (values[n] ?? 0);
    }
    bias -= RATE * biasSlope;
    for (let n = 0; n < weights.length; n += 1) {
      const slope = (slopes[n] ?? 0) + HOLD * ((weights[n] ?? 0) - (prior[n] ?? 0));
      weights[n] = Math.max(0, (weights[n] ?? 0) - RATE * slope);
    }
  }
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  return {
    bias: rounded(bias),
    weights: Object.fromEntries(
      RISK_FEATURES.map((feature, n) => [feature, rounded(weights[n] ?? 0)]),
    ) as Fitted['weights'],
  };
}

function examplesOf({ label, events }: WeighedConversation): readonly Example[] {
  const inputs = events.flatMap(({ input }) => (input === null ? [] : [valuesOf(input)]));
  if (!label.risky) {
    return inputs.map((values) => ({ values, risky: false, weight: 1 / Math.sqrt(inputs.length) }));
  }
  const last = inputs.at(-1);
  return last === undefined ? [] : [{ values: last, risky: true, weight: 1 }];
}

function valuesOf(input: RiskInput): Float64Array {
  return Float64Array.from(RISK_FEATURES, (feature) => input[feature] ?? 0);
}

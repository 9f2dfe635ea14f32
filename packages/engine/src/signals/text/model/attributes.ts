/** What the model scores a text for, each from 0 to 1: what they mean stands in `docs/models/text.md`. */
export const ATTRIBUTES = [
  'toxicity',
  'severe_toxicity',
  'insult',
  'profanity',
  'identity_attack',
  'threat',
  'sexual',
  'spam',
  'self_harm_intent',
  'self_harm_encouragement',
  'harassment',
] as const;

export type Attribute = (typeof ATTRIBUTES)[number];

/** Outputs of the model: the attributes, and last a likeness of another model's judgement, which goes into toxicity. */
export const OUTPUTS: number = ATTRIBUTES.length + 1;

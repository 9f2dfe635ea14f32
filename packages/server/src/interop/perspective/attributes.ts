import type { Attribute } from '@safeward/engine';

/** Perspective's names for what we score. What is not here we do not score, and never make up. */
export const SCORED: Readonly<Record<string, Attribute>> = {
  TOXICITY: 'toxicity',
  SEVERE_TOXICITY: 'severe_toxicity',
  IDENTITY_ATTACK: 'identity_attack',
  INSULT: 'insult',
  PROFANITY: 'profanity',
  THREAT: 'threat',
  SEXUALLY_EXPLICIT: 'sexual',
  SPAM: 'spam',
};

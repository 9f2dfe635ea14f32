import { normalize, scoreText, type TextScores } from '@safeward/engine';
import type { Input } from './request.ts';

/** OpenAI's categories. */
export const CATEGORIES = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** From which score on a category counts. */
const FLAGGED = 0.5;

/** Words for who is under age: with them, sexual talk is a matter of its own. */
const MINOR =
  /\b(?:child|children|kid|kids|minor|minors|underage|teen|teens|teenager|preteen|toddler|baby|schoolgirl|schoolboy|little (?:girl|boy)|young (?:girl|boy)|(?:[1-9]|1[0-7])[ -]?(?:yo|y\/o|years?[ -]old)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[ -]years?[ -]old)\b/;

export interface Result {
  readonly flagged: boolean;
  readonly categories: Readonly<Record<Category, boolean>>;
  readonly category_scores: Readonly<Record<Category, number>>;
  readonly category_applied_input_types: Readonly<Record<Category, readonly 'text'[]>>;
  /** Ours: what could not be judged, and is false for that reason alone. */
  readonly unknown: readonly Category[];
}

/** How each category follows from our scores; those that are not here we do not judge. */
const FROM: Readonly<Partial<Record<Category, (scores: TextScores, plain: string) => number>>> = {
  harassment: ({ harassment, insult }) => Math.max(harassment, insult * 0.9),
  'harassment/threatening': ({ harassment, threat }) => Math.min(threat, Math.max(harassment, threat * 0.9)),
  hate: ({ identity_attack }) => identity_attack,
  'hate/threatening': ({ identity_attack, threat }) => Math.min(identity_attack, threat),
  'self-harm': ({ self_harm_intent, self_harm_encouragement }) =>
    Math.max(self_harm_intent, self_harm_encouragement),
  'self-harm/intent': ({ self_harm_intent }) => self_harm_intent,
  sexual: ({ sexual }) => sexual,
  'sexual/minors': ({ sexual }, plain) => (MINOR.test(plain) ? sexual : 0),
  violence: ({ threat }) => threat,
};

/** Judges one input. Images are judged by no signal of ours yet: what they show is unknown. */
export function judge({ texts, images }: Input): Result {
  const normal = normalize(texts.join('\n'));
  const scores = scoreText(normal);
  const categories = {} as Record<Category, boolean>;
  const values = {} as Record<Category, number>;
  const applied = {} as Record<Category, readonly 'text'[]>;
  const unknown: Category[] = [];
  for (const category of CATEGORIES) {
    const from = FROM[category];
    const known = from !== undefined && scores !== null;
    const value = known ? from(scores, normal.plain.text) : 0;
    values[category] = value;
    categories[category] = value >= FLAGGED;
    applied[category] = known && texts.length > 0 ? ['text'] : [];
    // Of images nothing is known, so nothing that they may show is ruled out.
    if (!known || (images > 0 && ON_IMAGES.has(category))) unknown.push(category);
  }
  return {
    flagged: Object.values(categories).some((is) => is),
    categories,
    category_scores: values,
    category_applied_input_types: applied,
    unknown,
  };
}

/** Categories that OpenAI judges images by. */
const ON_IMAGES: ReadonlySet<Category> = new Set([
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'violence',
  'violence/graphic',
]);

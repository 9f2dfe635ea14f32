import type { Random } from './random.ts';
import type { Sample } from './sets/sample.ts';

/** Sets of short texts of people among themselves, out of which longer ones are put together. */
const SHORT = new Set([
  'offensive',
  'sms',
  'toxic-spans-sentences',
  'synthetic-hate',
  'synthetic-abuse',
  'hatemoji',
]);
const HARMLESS_MAX = 0.2;
const TOXIC_MIN = 0.85;
const LENGTH_MAX = 240;

/**
 * Longer texts put together from short ones: harmless throughout, or with one that is not. Comments that people marked
 * as toxic are long and harmless posts are short, and length would otherwise pass for a reason.
 */
export function composed(
  samples: readonly Sample[],
  { harmless, rude }: { readonly harmless: number; readonly rude: number },
  random: Random,
): readonly Sample[] {
  const short = samples.filter(({ set, text }) => SHORT.has(set) && text.length < LENGTH_MAX);
  const mild = short.filter(
    ({ labels }) => (labels.toxicity ?? 1) <= HARMLESS_MAX && (labels.spam ?? 0) < 0.5,
  );
  const toxic = short.filter(({ labels }) => (labels.toxicity ?? 0) >= TOXIC_MIN);
  const join = (parts: readonly Sample[]): string =>
    parts.map(({ text }) => text).join(random.pick([' ', '. ', '\n']));
  const made: Sample[] = [];
  for (let at = 0; at < harmless; at++) {
    const parts = Array.from({ length: 2 + random.below(5) }, () => random.pick(mild));
    const identity = Math.max(...parts.map(({ labels }) => labels.identity_attack ?? 0.03));
    made.push({
      text: join(parts),
      labels: {
        toxicity: Math.max(...parts.map(({ labels }) => labels.toxicity ?? 0)),
        identity_attack: identity,
        insult: 0.03,
        threat: 0.02,
        severe_toxicity: 0,
        harassment: 0.02,
        spam: 0.03,
      },
      weight: 0.8,
      set: 'composed',
    });
  }
  for (let at = 0; at < rude; at++) {
    const parts = Array.from({ length: 1 + random.below(3) }, () => random.pick(mild));
    const one = random.pick(toxic);
    parts.splice(random.below(parts.length + 1), 0, one);
    made.push({
      text: join(parts),
      labels: { ...one.labels, toxicity: (one.labels.toxicity ?? 1) * 0.97 },
      weight: 0.6,
      set: 'composed',
    });
  }
  return made;
}

import { type SourceFile, TEXT_SIGNALS } from '@safeward/engine';
import type { Random } from '@safeward/simulator';
import { EVERYDAY, inventWords } from './words.ts';

/** A practice made up for the benchmark. */
export interface InventedPractice {
  readonly files: readonly SourceFile[];
  /** For each measure that looks for words of its own: words that it finds. */
  readonly fragments: readonly string[];
}

/** What one measure is made of. No other measure of the practice has these words. */
interface Material {
  readonly id: string;
  readonly words: readonly [string, string, ...string[]];
  /** Two everyday words, which messages are full of. */
  readonly common: string;
  readonly signal: string;
}

interface Shape {
  readonly title: string;
  /** Asks for the signal of its material. */
  readonly signal?: true;
  readonly kinds: readonly string[];
  readonly when: (material: Material) => string;
  readonly unless?: string;
  readonly list?: (material: Material) => readonly string[];
  readonly outcome: Readonly<Record<string, unknown>>;
  /** What a message holds so that the measure's condition on the text is met; absent where only a signal does. */
  readonly fragment?: (material: Material) => string;
}

const DIRECT = ['message', 'live_chat', 'contact_request'];
const TALK = ['message', 'group_message', 'live_chat', 'post'];
const SHARED = ['group_message', 'post', 'profile', 'live_chat'];

/**
 * The ten shapes that follow one another in the practice, as real practices have them: three on words, one on a list,
 * one on a phrase, two on patterns, three on signals; eight for some kinds of events only, five of these with a look
 * at ages, connection, account or audience. The first is for every event, so the text of every event is read.
 */
export const SHAPES: readonly Shape[] = [
  {
    title: 'one of two words, in anything',
    kinds: [],
    when: ({ words: [a, b] }) => `text.contains('${a}') || text.contains('${b}')`,
    outcome: { do: 'nudge' },
    fragment: ({ words: [a] }) => a,
  },
  {
    title: 'a signal or a word, from an unconnected adult to a child',
    signal: true,
    kinds: DIRECT,
    when: ({ words: [a], signal }) =>
      `actor.adult && target.child && !relationship.connected && (text.has('${signal}') || text.contains('${a}'))`,
    outcome: { do: 'hold', until: 'recipient' },
    fragment: ({ words: [a] }) => a,
  },
  {
    title: 'a phrase that begins with everyday words',
    kinds: TALK,
    when: ({ words: [a], common }) => `text.contains('${common} ${a}')`,
    outcome: { do: 'nudge', tell: { actor: 'Is that kind?' } },
    fragment: ({ words: [a], common }) => `${common} ${a}`,
  },
  {
    title: 'a pattern of words and a number, from a new account',
    kinds: TALK,
    when: ({ words: [a, b] }) =>
      `text.matches('\\\\b(?:${a}|${b})s?\\\\s+(?:for\\\\s+)?\\\\d{1,4}\\\\b') && actor.account_age < duration('168h')`,
    outcome: { do: 'hold', until: 'reviewer', effects: [{ review: 'bench' }] },
    fragment: ({ words: [a] }) => `${a} for 20`,
  },
  {
    title: 'a list of twelve words, to a child',
    kinds: DIRECT,
    when: ({ id }) => `target.child && text.contains(list('${id}'))`,
    list: ({ words }) => words,
    outcome: { do: 'hold', until: 'guardian' },
    fragment: ({ words: [, b] }) => b,
  },
  {
    title: 'two words together, in anything',
    kinds: [],
    when: ({ words: [a, b] }) => `text.contains('${a}') && text.contains('${b}')`,
    outcome: { do: 'limit', limits: ['reduced_reach'] },
    fragment: ({ words: [a, b] }) => `${a} ${b}`,
  },
  {
    title: 'a signal beside a word, or to a young child',
    signal: true,
    kinds: ['message', 'live_chat', 'group_message'],
    when: ({ words: [a, b], signal }) =>
      `text.has('${signal}') && (text.contains('${a}') || text.contains('${b}') || target.age.band in ['under_13', '13_15'])`,
    outcome: { do: 'hold', until: 'sender_confirms' },
  },
  {
    title: 'a pattern among everyday words',
    kinds: TALK,
    when: ({ words: [a, b] }) =>
      `text.matches('\\\\b(?:give|send|show)\\\\s+(?:me|us)\\\\s+(?:your\\\\s+)?(?:${a}|${b})\\\\b')`,
    outcome: { do: 'block' },
    fragment: ({ words: [, b] }) => `send me your ${b}`,
  },
  {
    title: 'a word in public, unless the age was verified',
    kinds: ['post', 'profile', 'live_chat'],
    when: ({ words: [a] }) => `text.contains('${a}') && audience.kind == 'public'`,
    unless: "actor.age.assurance == 'verified'",
    outcome: { do: 'limit', limits: ['not_to_children'] },
    fragment: ({ words: [a] }) => a,
  },
  {
    title: 'a signal where two words do not stand, in groups and in public',
    signal: true,
    kinds: SHARED,
    when: ({ words: [a, b], signal }) =>
      `text.has('${signal}') && !text.contains('${a}') && !text.contains('${b}')`,
    outcome: { do: 'nudge' },
  },
];

const LIST_WORDS = 12;

/**
 * A practice of so many measures, each with a condition on the text and with words of its own: two, or the twelve of
 * a list. The signals are those that the engine has, in turn: 30 of a hundred measures ask for one.
 */
export function inventPractice(random: Random, count: number): InventedPractice {
  const made = Array.from({ length: count }, (_, n) => {
    const shape = SHAPES[n % SHAPES.length];
    if (shape === undefined) throw new RangeError('there is no shape');
    return { shape, material: { id: `m${n}`, signal: signalFor(n) } };
  });
  const invented = inventWords(
    random,
    made.reduce((sum, { shape }) => sum + wordsOf(shape), 0),
  );
  let left = invented;
  const measured = made.map(({ shape, material }) => {
    const [a = '', b = '', ...more] = left.slice(0, wordsOf(shape));
    left = left.slice(wordsOf(shape));
    const common = `${EVERYDAY[random.below(60)]} ${EVERYDAY[random.below(300)]}`;
    return { shape, material: { ...material, common, words: [a, b, ...more] } satisfies Material };
  });
  const practice = {
    practice: 'bench',
    version: '1.0.0',
    harms: { bench: { title: 'Made up for the benchmark' } },
    keep: { allow: 'signals', otherwise: 'content', days: 90 },
    lists: Object.fromEntries(
      measured.flatMap(({ shape, material }) => (shape.list ? [[material.id, shape.list(material)]] : [])),
    ),
    measures: measured.map(({ shape, material }) => ({
      id: material.id,
      title: `${shape.title} (${material.id})`,
      harm: 'bench',
      ...(shape.kinds.length > 0 && { kinds: shape.kinds }),
      when: shape.when(material),
      ...(shape.unless !== undefined && { unless: shape.unless }),
      ...shape.outcome,
    })),
  };
  return {
    // JSON is YAML.
    files: [{ path: 'practice.yaml', text: JSON.stringify(practice, null, 1) }],
    fragments: measured.flatMap(({ shape, material }) => shape.fragment?.(material) ?? []),
  };
}

/** The signals in turn, over those measures that ask for one. */
function signalFor(n: number): string {
  const asking = (shapes: readonly Shape[]): number => shapes.filter(({ signal }) => signal).length;
  const before = Math.floor(n / SHAPES.length) * asking(SHAPES) + asking(SHAPES.slice(0, n % SHAPES.length));
  return TEXT_SIGNALS[before % TEXT_SIGNALS.length]?.name ?? '';
}

function wordsOf({ list }: Shape): number {
  return list ? LIST_WORDS : 2;
}

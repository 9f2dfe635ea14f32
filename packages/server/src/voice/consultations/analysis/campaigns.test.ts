import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCampaigns } from './campaigns.ts';
import { resemblance, signatureOf } from './minhash.ts';
import { jaccard, shinglesOf } from './shingles.ts';
import { suggestThemes } from './suggest.ts';

const SENT = `As a parent of two I ask you to keep the rule that nobody a child does not know can write to them, because
children in our town were written to by people who were strangers to all of us, and nobody noticed for many weeks.`;
const OWN = [
  'My daughter plays chess online and I would not want every opponent to need my approval before a game.',
  'Please write the code in words that a twelve year old can read, or publish a version for them beside it.',
  'We run a small forum for bird watchers and cannot build any of this before next summer at the earliest.',
];
const named = (texts: readonly string[]) => texts.map((text, n) => ({ id: `a${n}`, text }));

describe('campaigns', () => {
  it('are found through small changes, and hold nothing else', () => {
    const texts = [
      SENT,
      OWN[0] ?? '',
      SENT.replace('a parent of two', 'the mother of three').toUpperCase(),
      `${SENT} Thank you!`,
      OWN[1] ?? '',
      SENT.replaceAll(',', ' –').replaceAll(' ', '\n'),
      OWN[2] ?? '',
    ];
    const [campaign, ...others] = findCampaigns(named(texts));
    expect(others).toEqual([]);
    expect(campaign?.answers).toEqual(['a0', 'a2', 'a3', 'a5']);
    expect(campaign?.text.toLowerCase()).toContain('keep the rule');
    expect(campaign?.alike).toBeGreaterThan(0.7);
  });

  it('are none of short answers, of two alike, or of one answer that repeats itself', () => {
    expect(findCampaigns(named(['I agree.', 'I agree.', 'I agree.']))).toEqual([]);
    expect(findCampaigns(named([SENT, SENT, ...OWN]))).toEqual([]);
    expect(findCampaigns([1, 2, 3].map(() => ({ id: 'a', text: SENT })))).toEqual([]);
  });

  it('are found among thousands of answers with words of their own', () => {
    const words = OWN.join(' ').split(' ');
    const others = Array.from(
      { length: 2_000 },
      (_, n) =>
        `${Array.from(
          { length: 30 },
          (__, place) => words[(n * 7 + place * (1 + (n % 13)) + ((place * place * n) % 17)) % words.length],
        ).join(' ')} ${n}`,
    );
    const all = [
      ...named(others),
      ...Array.from({ length: 40 }, (_, n) => ({ id: `c${n}`, text: `${SENT} ${n}` })),
    ];
    const found = findCampaigns(all).find(({ text }) => text.startsWith(SENT));
    expect(found?.answers.toSorted()).toEqual(Array.from({ length: 40 }, (_, n) => `c${n}`).toSorted());
  });
});

it('signatures estimate how much two texts share', () => {
  const sets = fc.tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 1, max: 300 }),
    fc.nat(),
  );
  fc.assert(
    fc.property(sets, ([both, only, other, seed]) => {
      const number = (kind: number, n: number) => Math.imul(seed + kind * 1_000_003 + n, 0x9e3779b1) >>> 0;
      const range = (kind: number, count: number) => Array.from({ length: count }, (_, n) => number(kind, n));
      const a = new Set([...range(1, both), ...range(2, only)]);
      const b = new Set([...range(1, both), ...range(3, other)]);
      // Five standard deviations of a share of 128: sqrt(1/4/128) × 5.
      expect(Math.abs(resemblance(signatureOf(a), signatureOf(b)) - jaccard(a, b))).toBeLessThan(0.221);
    }),
    { numRuns: 200, seed: 12 },
  );
});

it('two texts without a word are the same', () => {
  expect(jaccard(shinglesOf('…'), shinglesOf('!'))).toBe(1);
});

describe('suggestions', () => {
  it('put together what speaks of the same things', () => {
    const about = (subject: string, verbs: readonly string[]) => verbs.map((verb) => `${subject} ${verb}`);
    const verbs = [
      'matter here',
      'need thought',
      'went wrong',
      'cost money',
      'take time',
      'seem unfair',
      'work well',
      'fail',
    ];
    const texts = named([
      ...about('strangers messages contact requests', verbs),
      ...about('parents approval guardian settings', verbs),
      ...about('deadline costs small companies', verbs),
    ]);
    const suggested = suggestThemes(texts);
    expect(suggested.length).toBeGreaterThanOrEqual(2);
    const kinds = suggested.map(
      ({ texts: members }) => new Set(members.map((id) => Math.floor(Number(id.slice(1)) / 8))).size,
    );
    expect(Math.max(...kinds)).toBe(1);
    expect(suggested).toEqual(suggestThemes(texts));
  });

  it('are none where there is too little to group', () => {
    expect(suggestThemes(named(OWN.slice(0, 2)))).toEqual([]);
    expect(suggestThemes([])).toEqual([]);
  });
});

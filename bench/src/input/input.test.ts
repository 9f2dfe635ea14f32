import { createHash } from 'node:crypto';
import { KINDS, loadPractice, parseEvent, readSignals, TEXT_SIGNALS } from '@safeward/engine';
import { createRandom, disguise } from '@safeward/simulator';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS, inventEvents, WRITTEN_KINDS } from './events.ts';
import { inventPractice, SHAPES } from './measures.ts';
import { everyday, inventText, TRAITS } from './text.ts';
import { EVERYDAY, inventWords } from './words.ts';

const TEXT = { length: [80, 400], fragments: ['quoble slirm', 'snoarf'], fragmentShare: 0.1 } as const;
const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

describe('invented words', () => {
  it('are each there once, of small letters, and none of everyday', () => {
    const words = inventWords(createRandom(7), 2_000);
    expect(new Set(words).size).toBe(2_000);
    expect(words.filter((word) => !/^[a-z]{6,12}$/.test(word))).toStrictEqual([]);
    expect(words.filter((word) => EVERYDAY.includes(word))).toStrictEqual([]);
  });

  it('are the same again for the same seed, and others for another', () => {
    expect(inventWords(createRandom(7), 50)).toStrictEqual(inventWords(createRandom(7), 50));
    expect(inventWords(createRandom(8), 50)).not.toStrictEqual(inventWords(createRandom(7), 50));
  });
});

describe('an invented text', () => {
  const random = createRandom(3);
  const texts = Array.from({ length: 5_000 }, () => inventText(random, TEXT));

  it('is as long as was asked for', () => {
    const lengths = texts.map(({ text }) => text.length);
    expect(Math.min(...lengths)).toBe(80);
    expect(Math.max(...lengths)).toBe(400);
  });

  it('has what is said of it in about the share that is said', () => {
    const share = (holds: (one: (typeof texts)[number]) => boolean) =>
      texts.filter(holds).length / texts.length;
    expect(share(({ fragment }) => fragment)).toBeCloseTo(TEXT.fragmentShare, 1);
    expect(share(({ disguised }) => disguised)).toBeCloseTo(TRAITS.disguised, 1);
    expect(share(({ text }) => text.includes('https://example.org/'))).toBeCloseTo(TRAITS.link, 1);
    expect(share(({ text }) => /\p{Emoji_Presentation}|❤/u.test(text))).toBeCloseTo(TRAITS.emoji, 1);
  });

  it('holds a fragment as it stands, unless it is disguised', () => {
    const plain = texts.filter(({ fragment, disguised }) => fragment && !disguised);
    expect(plain.length).toBeGreaterThan(100);
    expect(plain.filter(({ text }) => !TEXT.fragments.some((one) => text.includes(one)))).toStrictEqual([]);
  });

  it('has frequent words more often', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 20_000; n++) {
      const word = everyday(random);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const [first, tenth, last] = [EVERYDAY[0], EVERYDAY[9], EVERYDAY.at(-1)].map((word) =>
      counts.get(word ?? ''),
    );
    expect(first).toBeGreaterThan(5 * (tenth ?? 0));
    expect(tenth).toBeGreaterThan(5 * (last ?? 0));
  });

  it('has sentences that signals see', () => {
    const seen = texts.slice(0, 1_000).filter(({ text }) => readSignals({ text }).text.length > 0);
    expect(seen.length).toBeGreaterThan(10);
  });
});

describe('a disguised word', () => {
  it('is no longer the word, whichever way', () => {
    const random = createRandom(5);
    const disguised = Array.from({ length: 200 }, () => disguise('secretpeace', random));
    expect(disguised).not.toContain('secretpeace');
    expect(new Set(disguised).size).toBeGreaterThan(6);
  });
});

describe('invented events', () => {
  const make = (seed: number) =>
    inventEvents(createRandom(seed), { count: 1_000, kinds: ALL_KINDS, text: TEXT });

  it('are all valid, of every kind', () => {
    const events = make(7).map(({ event }) => event);
    expect(events.filter((event) => !parseEvent(event).ok)).toStrictEqual([]);
    expect(new Set(events.map(({ kind }) => kind))).toStrictEqual(new Set(KINDS));
  });

  it('are the ones that the documented figures were made with', () => {
    expect(digest(make(7))).toBe(digest(make(7)));
    expect(digest(make(7)).slice(0, 16)).toBe('65243b58f4c87f2c');
  });

  it('have a text where only such kinds are asked for', () => {
    const kinds = inventEvents(createRandom(7), { count: 500, kinds: WRITTEN_KINDS, text: TEXT });
    expect(kinds.filter(({ event }) => event.content?.text === undefined)).toStrictEqual([]);
  });
});

describe('an invented practice', () => {
  it.each([1, 10, 100, 300])('of %d measures loads, each with words of its own', (count) => {
    const { files, fragments } = inventPractice(createRandom(7), count);
    const loaded = loadPractice(files);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings.slice(0, 3)));
    expect(loaded.practice.measures).toHaveLength(count);
    expect(fragments.length).toBeGreaterThanOrEqual(count * 0.8);

    const words = loaded.practice.measures.map(({ id, when }) => {
      const invented =
        when.match(/(?<=contains\('(?:\w+ \w+ )?)\w+(?='\))|(?<=\(\?:)[a-z]{6,}\|[a-z]{6,}(?=\))/g) ?? [];
      return [...invented.flatMap((word) => word.split('|')), ...(loaded.practice.lists[id] ?? [])];
    });
    expect(words.filter((own) => own.length === 0)).toStrictEqual([]);
    const all = words.flatMap((own) => [...new Set(own)]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('has every shape in turn', () => {
    const { files } = inventPractice(createRandom(7), 10);
    const loaded = loadPractice(files);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings.slice(0, 3)));
    expect(loaded.practice.measures.map(({ title }) => title.replace(/ \(m\d+\)$/, ''))).toStrictEqual(
      SHAPES.map(({ title }) => title),
    );
  });

  it('asks for as many signals as it can', () => {
    const asked = (count: number) => {
      const text = inventPractice(createRandom(7), count)
        .files.map((file) => file.text)
        .join();
      return new Set(text.match(/(?<=text\.has\(')\w+/g)).size;
    };
    expect([1, 10, 20].map(asked)).toStrictEqual([0, 3, 6]);
    expect(asked(10 * TEXT_SIGNALS.length)).toBe(TEXT_SIGNALS.length);
  });

  it('is the same again for the same seed', () => {
    expect(inventPractice(createRandom(7), 30)).toStrictEqual(inventPractice(createRandom(7), 30));
    expect(digest(inventPractice(createRandom(8), 30))).not.toBe(digest(inventPractice(createRandom(7), 30)));
  });
});

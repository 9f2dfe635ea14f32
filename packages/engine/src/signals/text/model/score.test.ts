import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize } from '../normalize.ts';
import { ATTRIBUTES } from './attributes.ts';
import { explainScore, MODEL_VERSION, scoreText } from './model.ts';

const RUDE = 'You are a stupid idiot and everybody hates you.';
const score = (text: string, language?: string) => scoreText(normalize(text), language);

describe('scoreText', () => {
  it.each<[attribute: (typeof ATTRIBUTES)[number], high: string, low: string]>([
    ['toxicity', RUDE, 'The bakery on the corner opens at seven.'],
    ['insult', 'what a pathetic clown you are', 'what a lovely day it was'],
    ['identity_attack', 'all immigrants are vermin', 'my neighbour is an immigrant and a nurse'],
    ['identity_attack', 'I hate muslims', 'I do not hate muslims'],
    ['threat', 'I will find you and break your legs', 'I will find you at the station and bring your coat'],
    [
      'spam',
      'WINNER! You have won a £1000 prize, call 09061234567 now to claim',
      'call me when you are home',
    ],
    ['self_harm_intent', 'I want to end my life tonight', 'I want to end my shift tonight'],
    [
      'self_harm_encouragement',
      'go kill yourself, nobody will miss you',
      'please do not hurt yourself, we would miss you',
    ],
    ['harassment', RUDE, 'You are early, come in.'],
  ])('%s: “%s” is more of it than “%s”', (attribute, high, low) => {
    const more = score(high)?.[attribute] ?? Number.NaN;
    const less = score(low)?.[attribute] ?? Number.NaN;
    expect(more).toBeGreaterThan(0.5);
    expect(less).toBeLessThan(more);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t'],
    ['French', 'Je ne sais pas pourquoi vous êtes dans la rue avec les chats'],
    ['German', 'Ich weiß nicht, warum du mit der Katze auf der Straße bist'],
    ['Russian', 'Я не знаю, почему ты на улице'],
    ['Chinese', '我不知道你为什么在街上'],
    ['Arabic', 'لا أعرف لماذا أنت في الشارع'],
  ])('knows nothing of %s', (_what, text) => {
    expect(score(text)).toBeNull();
  });

  it('believes the service about the language', () => {
    expect(score(RUDE, 'fr')).toBeNull();
    expect(score(RUDE, 'en-GB')).toEqual(score(RUDE));
  });

  it.each([
    ['leetspeak', 'Y0u 4r3 4 5tup1d 1d10t 4nd 3v3ryb0dy h4t35 y0u.'],
    ['look-alikes', 'Yоu аrе а ѕtuріd іdіоt аnd еvеrуbоdу hаtеѕ уоu.'],
    ['letters apart', [...RUDE].join(' ')],
    ['stretched', 'You are a stuuuupid idiooooot and everybody haaaates you.'],
    ['zero-width', RUDE.replaceAll(/\B/g, '\u200b')],
  ])('sees through %s', (_how, text) => {
    expect(score(text)?.toxicity).toBeGreaterThan(0.6);
  });

  it('gives every attribute a share, toxicity never under what it stands above, and the same text the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const scores = score(text);
        if (scores === null) return;
        expect(Object.keys(scores)).toEqual([...ATTRIBUTES]);
        for (const value of Object.values(scores)) expect(value >= 0 && value <= 1).toBe(true);
        expect(scores.toxicity).toBeGreaterThanOrEqual(
          Math.max(scores.insult, scores.threat, scores.identity_attack),
        );
        score(RUDE);
        expect(score(text)).toEqual(scores);
      }),
    );
  });

  it('names itself', () => {
    expect(MODEL_VERSION).toMatch(/^text-en-\d+-[0-9a-f]{12}$/);
  });
});

describe('explainScore', () => {
  it('finds the words that drive a score, in the original', () => {
    const text = 'Well, th\u200be thing is that you are an 1d10t.';
    const found = explainScore(normalize(text), 'insult').map(({ start, end }) => text.slice(start, end));
    expect(found).toContain('1d10t');
  });

  it('finds nothing where there is nothing', () => {
    expect(explainScore(normalize(''), 'toxicity')).toEqual([]);
  });
});

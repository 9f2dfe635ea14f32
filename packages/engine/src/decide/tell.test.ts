import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventOf, measure, measures, outcome, planOf } from '../test-kit.ts';
import { decideTogether } from './merge.ts';
import { wordsFor } from './tell.ts';

describe('the words for a language', () => {
  const SEVERAL = { 'zh-Hant': 'zh-Hant', cy: 'cy', en: 'en', 'en-GB': 'en-GB', 'de-AT': 'de-AT' };
  test.each([
    // The example of RFC 4647, section 3.4.
    ['zh-Hant-CN-x-private1-private2', 'en', 'zh-Hant'],
    ['cy', 'en', 'cy'],
    ['CY-gb', 'en', 'cy'],
    ['en-gb', 'en', 'en-GB'],
    ['en-US', 'en', 'en'],
    ['de', 'en', 'en'],
    ['fr', 'en', 'en'],
    ['fr', 'cy-GB', 'cy'],
    // Neither is there: the first in the alphabet.
    ['fr', 'pl', 'cy'],
    [undefined, 'cy', 'cy'],
    [undefined, 'pl', 'cy'],
    ['x-en', 'pl', 'cy'],
    ['en-x-en', 'pl', 'en'],
    ['-', 'cy', 'cy'],
    ['__proto__', 'cy', 'cy'],
  ])('%s, else %s: %s', (language, otherwise, expected) => {
    expect(wordsFor(SEVERAL, language, otherwise)).toBe(expected);
  });

  test('one text is for everybody', () => {
    expect(wordsFor('Hello', 'cy', 'en')).toBe('Hello');
  });

  test('are always of those given, and the same in whatever order and case they are written', () => {
    const tag = fc.stringMatching(/^[a-z]{2,3}(-[a-z0-9]{1,4}){0,2}$/);
    const texts = fc.dictionary(tag, fc.string({ minLength: 1 }), { minKeys: 1, maxKeys: 6 });
    const language = fc.oneof(tag, fc.string(), fc.constant(undefined));
    fc.assert(
      fc.property(texts, language, tag, (words, asked, otherwise) => {
        const chosen = wordsFor(words, asked, otherwise);
        expect(Object.values(words)).toContain(chosen);
        const turned = Object.entries(words).reverse();
        expect(wordsFor(Object.fromEntries(turned), asked, otherwise)).toBe(chosen);
        const loud = Object.fromEntries(turned.map(([one, text]) => [one.toUpperCase(), text]));
        expect(wordsFor(loud, asked?.toUpperCase(), otherwise)).toBe(chosen);
      }),
    );
  });
});

describe('a decision', () => {
  const TELL = {
    actor: { en: 'Wait.', cy: 'Arhoswch.' },
    target: { en: 'Somebody wants to write to you.', cy: 'Mae rhywun eisiau ysgrifennu atoch.' },
  };
  const ALWAYS = measures(measure('m', { when: 'true', tell: TELL }));

  test('tells each in their own language', () => {
    const { tell } = outcome(planOf(ALWAYS), {
      actor: { id: 'a', language: 'en-GB' },
      target: { id: 't', language: 'cy-GB' },
    });
    expect(tell).toEqual({ actor: TELL.actor.en, target: TELL.target.cy });
  });

  test('in that of the practice where none is known', () => {
    expect(outcome(planOf(ALWAYS)).tell).toEqual({ actor: TELL.actor.en, target: TELL.target.en });
    const welsh = planOf(`practice: welsh\nsettings: { language: cy }\n${ALWAYS}`);
    expect(outcome(welsh).tell).toEqual({ actor: TELL.actor.cy, target: TELL.target.cy });
  });

  test('of two practices falls back as the one does whose words they are', () => {
    const welsh = planOf(`practice: welsh\nsettings: { language: cy }\n${ALWAYS}`);
    const stricter = planOf(
      `practice: strict\n${measures(measure('n', { when: 'true', do: 'block', tell: { actor: TELL.actor } }))}`,
    );
    expect(decideTogether([welsh, stricter], eventOf()).outcome.tell).toEqual({
      actor: TELL.actor.en,
      target: TELL.target.cy,
    });
  });
});

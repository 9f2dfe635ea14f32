import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bankOf } from './exchange.ts';
import { parsePhrase, say, ways } from './grammar.ts';
import { createRandom } from './random.ts';

const bank = bankOf({ pet: ['(cat|dog)', 'hamster'], owner: ['my <pet>', 'no <pet>'] });

/** Every sentence that some hundred tries come to. */
function sentences(template: string): readonly string[] {
  const random = createRandom(1);
  const phrase = parsePhrase(template);
  return [
    ...new Set(Array.from({ length: 400 }, () => say(phrase, bank, { town: 'Penwick' }, random))),
  ].sort();
}

describe('a phrase', () => {
  it.each([
    ['plain words', ['plain words']],
    ['(hi|hello) you', ['hello you', 'hi you']],
    ['hi( there||)', ['hi', 'hi there']],
    ['a|b', ['a', 'b']],
    ['(a(b|c)|d)', ['ab', 'ac', 'd']],
    ['<owner>', ['my cat', 'my dog', 'my hamster', 'no cat', 'no dog', 'no hamster']],
    ['in {town}', ['in Penwick']],
  ])('%s says %j', (template, said) => {
    expect(sentences(template)).toEqual(said);
  });

  it.each(['(a|b', 'a)', '<pet', '{town'])('%s is refused: a bracket is missing', (template) => {
    expect(() => parsePhrase(template)).toThrow(SyntaxError);
  });

  it('needs its rules and what is bound', () => {
    const random = createRandom(1);
    expect(() => say(parsePhrase('<fish>'), bank, {}, random)).toThrow('<fish>');
    expect(() => say(parsePhrase('{age}'), bank, {}, random)).toThrow('{age}');
  });

  it('never says more sentences than it has ways', () => {
    const word = fc.constantFrom('a', 'b', '(a|b)', '(c|)', '<pet>', 'x(y|(z|w))');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), (words) => {
        const template = words.join(' ');
        expect(sentences(template).length).toBeLessThanOrEqual(ways(parsePhrase(template), bank));
      }),
      { numRuns: 50 },
    );
  });
});

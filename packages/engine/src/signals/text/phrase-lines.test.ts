import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LexiconError, type Macros } from './lexicon.ts';
import { normalize } from './normalize.ts';
import { STEPS_MAX } from './phrase-lines.ts';
import { addLine, phraseIndex } from './phrases.ts';
import { compileScanner } from './scanner.ts';

function found(line: string, text: string, macros: Macros = {}): string[] {
  const signal = {
    name: 'sample',
    title: 'Sample',
    description: 'A sample.',
    family: 'spam',
    phrases: [line],
    patterns: [],
    except: [],
    macros,
    cost: 'words',
  } as const;
  const compiled = compileScanner([{ kind: 'signal', signal }]);
  if (!compiled.ok) throw new Error(compiled.errors.map(({ message }) => message).join());
  return compiled.scanner.scan(normalize(text)).map(({ start, end }) => text.slice(start, end));
}

describe('a line stands for', () => {
  const lists: Macros = {
    fruit: 'apple|pear|star fruit',
    some: '(a|one) {fruit}|plenty',
    who: 'i|we',
    soon: "i'll|will",
  };
  test.each([
    ['either word', 'a (red|green) door', 'a green door'],
    ['a word that may be missing', 'a (red|) door', 'a door'],
    ['the same word, there', 'a (red|) door', 'a red door'],
    ['alternatives in alternatives', '(the (old|new)|a) door', 'the new door'],
    ['alternatives of several words', '(over and out|done) here', 'over and out here'],
    ['parts of a word', '(any|some)one (home|in)', 'someone home'],
    ['parts of a word on either side', 'un(do|tie)ing it', 'untieing it'],
    ['parts of a word, nested', '(un(do|tie)|cut)s it', 'unties it'],
    ['alternatives that bring their own space', '(all |)go home', 'all go home'],
    ['the same without', '(all |)go home', 'go home'],
    ['two lists without a space between', '(all |)(go|run) home', 'all run home'],
    ['a list by its name', 'eat {fruit} now', 'eat pear now'],
    ['a member of several words', 'eat {fruit} now', 'eat star fruit now'],
    ['a list of lists', 'eat {some} now', 'eat one star fruit now'],
    ['a member beside a list', 'eat {some} now', 'eat plenty now'],
    ['something missing at the start', '(very|) late', 'late'],
    ['something missing at the end', 'late (again|)', 'late'],
    ['texting forms', 'where are you', 'wer r u'],
    ['texting forms of alternatives', '(where|how) are (you|they)', 'how r u'],
    ['texting forms of a list', 'ask {who} please', 'ask we plz'],
    ['a contraction in a list', '{soon} go', "i'll go"],
    ['the same without its apostrophe', '{soon} go', 'ill go'],
    ['two words in one', 'i want to go', 'i wanna go'],
    ['two words in one, twice', 'i am going to go', 'im gonna go'],
    ['two words in one, from a list into the next', '(i|you) (will|must) go', "i'll go"],
    ['two words in one, over something missing', 'you (really|) are late', 'youre late'],
  ])('%s: %s', (_, line, text) => {
    expect(found(line, text, lists)).toEqual([text]);
  });

  test.each([
    ['what is not optional', 'a (red|green) door', 'a door'],
    ['a mixture of alternatives', '(red door|green gate)', 'red gate'],
    ['a part of a word', '(any|some)one', 'any one'],
    ['nothing at all', '(a|)', 'b c d'],
    ['another list', 'eat {fruit} now', 'eat plenty now'],
    ['two words in one with a word between', 'you (really|) are late', 'youre really late'],
  ])('not %s: %s', (_, line, text) => {
    expect(found(line, text, lists)).toEqual([]);
  });
});

test.each([
  ['an unmatched bracket', 'a (b', {}],
  ['another unmatched bracket', 'a) b', {}],
  ['a list that nobody made', 'a {b}', {}],
  ['lists that name each other', 'a {b}', { b: '({c})', c: '({b})' }],
  ['too much for one line', Array.from({ length: STEPS_MAX + 1 }, (_, i) => `word${i}`).join('|'), {}],
])('%s is refused', (_, line, macros: Macros) => {
  expect(() => addLine(phraseIndex(), line, macros, 0)).toThrow(LexiconError);
});

test('a line costs what is written in it, not what it may mean', () => {
  const list = `(${Array.from({ length: 20 }, (_, i) => `word${i}`).join('|')})`;
  const line = Array(12).fill(list).join(' ');
  const index = phraseIndex();
  addLine(index, line, {}, 0);
  expect(index.graph.edges.edges).toBeLessThanOrEqual(20 * 12);
  expect(found(line, Array(12).fill('word7').join(' '))).toHaveLength(1);
});

interface Choice {
  readonly line: string;
  readonly text: string;
}

const word = fc
  .constantFrom('sun', 'moon', 'star', 'sea', 'hill', 'wood')
  .map((w): Choice => ({ line: w, text: w }));
const sequence = (part: fc.Arbitrary<Choice>) =>
  fc.array(part, { minLength: 1, maxLength: 4 }).map(
    (parts): Choice => ({
      line: parts.map(({ line }) => line).join(' '),
      text: parts.map(({ text }) => text).join(' '),
    }),
  );
const { whole } = fc.letrec<{ whole: Choice; part: Choice }>((tie) => ({
  whole: sequence(tie('part')),
  part: fc.oneof(
    { maxDepth: 3 },
    word,
    fc
      .tuple(fc.array(tie('whole'), { minLength: 1, maxLength: 3 }), fc.boolean(), fc.nat())
      .map(([members, optional, pick]): Choice => {
        const lines = members.map(({ line }) => line);
        const texts = members.map(({ text }) => text);
        if (optional) {
          lines.push('');
          texts.push('');
        }
        return { line: `(${lines.join('|')})`, text: texts[pick % texts.length]! };
      }),
  ),
}));

test('whatever a line stands for is found', () => {
  fc.assert(
    fc.property(whole, ({ line, text }) => {
      const words = text.split(' ').filter((part) => part !== '');
      fc.pre(words.length > 0);
      const seen = found(line, words.join(' '));
      expect(seen.some((hit) => hit === words.join(' '))).toBe(true);
    }),
  );
});

import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { requiredLiterals } from './literals.ts';

describe('required literals', () => {
  test.each([
    ['hello', ['hello']],
    ['Hello', ['hello']],
    [String.raw`\bhello\b`, ['hello']],
    ['^hello$', ['hello']],
    ['(?i)hello', ['hello']],
    ['how (?:old|tall) are', ['how old are', 'how tall are']],
    ['wh?ere', ['where', 'were']],
    ['cat|dog|horse', ['cat', 'dog', 'horse']],
    ['(?P<name>cat)s?', ['cats', 'cat']],
    ['see .* later', [' later']],
    ['abc+', ['abc']],
    ['(?:abc)+d', ['abc', 'abcd']],
    ['sab{2,3}c', ['sab']],
    ['gr[ae]y', ['gray', 'grey']],
    ['.+ euros?', [' euros', ' euro']],
    [String.raw`sh\*\*+`, ['sh**']],
    ['f[-_]k', ['f-k', 'f_k']],
    [String.raw`a\.b`, ['a.b']],
    ['x-', ['x-']],
    [String.raw`[a-z]+\d{1,2}`, [...'0123456789']],
    [String.raw`\d+p each`, ['p each', ...[...'0123456789'].map((digit) => `${digit}p each`)]],
    ['£ ?[a-z]', ['£ ', '£']],
    ['[£$€][a-z]', ['£', '$', '€']],
  ])('%s', (source, literals) => {
    const [found] = requiredLiterals(source);
    expect(found).toBeDefined();
    for (const literal of found!) expect(literals).toContain(literal);
  });

  const DIGITS = [...'0123456789'];

  test.each([
    ['hello', [['hello']]],
    ['hello.*there', [['hello'], ['there']]],
    [
      String.raw`(?:lend|send) .{0,9}[£$]\d`,
      [['lend ', 'send '], ['£', '$'].flatMap((sign) => DIGITS.map((digit) => sign + digit))],
    ],
    [String.raw`\d+[a-z]*each`, [['each'], DIGITS]],
    // Whichever branch matches, it holds what is told of both.
    [String.raw`(?:£\s?\d+|\d+\s?quid)`, [['£', 'quid'], DIGITS]],
    ['hello.*(?:abc.*there|xyz)', [['hello'], ['there', 'xyz'], ['abc', 'xyz']]],
    // What another clause says is said.
    ['hello.*hell', [['hello']]],
    [String.raw`sh\*+`, [['sh*']]],
  ])('all clauses of %s', (source, clauses) => {
    expect(requiredLiterals(source).map((clause) => [...clause].sort())).toEqual(
      clauses.map((clause) => [...clause].sort()),
    );
  });

  test.each([
    'ab',
    'a|bcd',
    '.*',
    '',
    '(?:hello)?',
    '(?:hello)*',
    'hello|',
    '(|hello)',
    '[a-z]+',
    'é+',
    '(?:hello){0}',
    'hello{0,3}|x',
    String.raw`\Qhello\E`,
    String.raw`[\Qa]\E]hello`,
    'a{b',
    '[[:alpha:]]xyz',
    '(?=x)hello',
    'ß+',
    '🔥',
    'x?-?',
  ])('none of %s', (source) => {
    expect(requiredLiterals(source)).toEqual([]);
  });

  test('many alternatives are too many', () => {
    expect(requiredLiterals(Array.from({ length: 200 }, (_, i) => `word${i}`).join('|'))).toEqual([]);
  });

  test('optional parts beyond counting stay cheap', () => {
    const found = requiredLiterals(`${'(?:a|b|c|d)?'.repeat(60)}hello`);
    expect(found).toHaveLength(1);
    expect(found[0]!.length).toBeLessThanOrEqual(128);
  });

  /** Expressions, each with strings that it may match: built together, so that most strings do match. */
  type Sample = { readonly source: string; readonly match: fc.Arbitrary<string> };
  const { sample } = fc.letrec<{ sample: Sample; atom: Sample }>((tie) => ({
    atom: fc.oneof(
      { maxDepth: 3 },
      fc
        .constantFrom('hello', 'age', 'old', 'how ', 'a', 'k', 's', ' ', 'XY')
        .map((word) => ({ source: word, match: fc.constant(word) })),
      fc.constant({ source: '.', match: fc.constantFrom('x', '#', 'ж') }),
      fc.constant({ source: '[a-c]', match: fc.constantFrom('a', 'c') }),
      fc.constant({ source: '[^a-c]', match: fc.constantFrom('z', '!') }),
      fc.constant({ source: '[ae-]', match: fc.constantFrom('a', 'e', '-') }),
      fc.constant({ source: String.raw`\d`, match: fc.constantFrom('1', '9') }),
      fc.constant({ source: '£', match: fc.constant('£') }),
      fc.constant({ source: '[£€]', match: fc.constantFrom('£', '€') }),
      fc.constant({ source: '🔥', match: fc.constant('🔥') }),
      fc.constant({ source: 'é', match: fc.constantFrom('é', 'É') }),
      fc.constant({ source: String.raw`\*`, match: fc.constant('*') }),
      fc.constant({ source: String.raw`\b`, match: fc.constant('') }),
      fc.constant({ source: '(?i)', match: fc.constant('') }),
      tie('sample').map(({ source, match }) => ({ source: `(?:${source})`, match })),
      tie('sample').map(({ source, match }) => ({ source: `(${source})`, match })),
    ),
    sample: fc.oneof(
      { maxDepth: 3 },
      tie('atom'),
      fc.array(tie('atom'), { minLength: 1, maxLength: 4 }).map((parts) => ({
        source: parts.map(({ source }) => source).join(''),
        match: fc.tuple(...parts.map(({ match }) => match)).map((texts) => texts.join('')),
      })),
      fc.array(tie('sample'), { minLength: 2, maxLength: 3 }).map((parts) => ({
        source: `(?:${parts.map(({ source }) => source).join('|')})`,
        match: fc.oneof(...parts.map(({ match }) => match)),
      })),
      fc
        .tuple(
          tie('atom'),
          fc.constantFrom(
            ['?', 0, 1],
            ['*', 0, 3],
            ['+', 1, 3],
            ['{2}', 2, 2],
            ['{0,2}', 0, 2],
            ['{1,}?', 1, 3],
            ['+?', 1, 2] as const,
          ),
        )
        .map(([{ source, match }, [sign, min, max]]) => ({
          source: `(?:${source})${sign}`,
          match: fc
            .array(match, { minLength: Number(min), maxLength: Number(max) })
            .map((texts) => texts.join('')),
        })),
    ),
  }));

  test('whatever an expression matches holds one literal of each of its clauses', () => {
    let matched = 0;
    let withLiterals = 0;
    const matching = sample.chain(({ source, match }) =>
      fc.record({ source: fc.constant(source), text: match }),
    );
    fc.assert(
      fc.property(matching, fc.constantFrom('', 'x', ' go '), ({ source, text }, around) => {
        const written = `${around}${text}${around}`.toLowerCase();
        if (!RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).test(written)) return;
        matched++;
        for (const clause of requiredLiterals(source)) {
          withLiterals++;
          expect(clause.some((literal) => written.includes(literal))).toBe(true);
        }
      }),
      { numRuns: 8000 },
    );
    expect(matched).toBeGreaterThan(2000);
    expect(withLiterals).toBeGreaterThan(200);
  });
});

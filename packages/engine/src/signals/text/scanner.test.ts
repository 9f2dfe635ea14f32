import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize } from './normalize.ts';
import { compileScanner, HITS_MAX, type Pattern, type Scanner } from './scanner.ts';
import type { TextSignal } from './signal.ts';

const phrase = (words: string): Pattern => ({ kind: 'phrase', phrase: words });
const regex = (source: string): Pattern => ({ kind: 'regex', source });
const signal = (parts: Partial<TextSignal>): Pattern => ({
  kind: 'signal',
  signal: {
    name: 'sample',
    title: 'Sample',
    description: 'A sample.',
    family: 'spam',
    phrases: [],
    patterns: [],
    except: [],
    macros: {},
    cost: 'words',
    ...parts,
  },
});

function scanner(...patterns: Pattern[]): Scanner {
  const compiled = compileScanner(patterns);
  if (!compiled.ok) throw new Error(compiled.errors.map(({ message }) => message).join());
  return compiled.scanner;
}

/** What was found, as it is written in the text. */
function found(patterns: Scanner, text: string): string[] {
  return patterns.scan(normalize(text)).map(({ start, end }) => text.slice(start, end));
}

describe('a phrase', () => {
  test.each([
    ['as it stands', 'send me money', 'please send me money now', 'send me money'],
    ['in any case', 'send me money', 'SEND Me mOnEy', 'SEND Me mOnEy'],
    ['across white space of any kind', 'send me money', 'send\n me\t\tmoney', 'send\n me\t\tmoney'],
    ['across light punctuation', 'send me money', 'send, me - money', 'send, me - money'],
    ['across quotes and underscores', 'send me money', 'send_me_"money"', 'send_me_"money'],
    ['across an emoji', 'send me money', 'send me 💰 money', 'send me 💰 money'],
    ['across an emoji in a disguise', 'send me money', 's3nd me 💰 m0ney', 's3nd me 💰 m0ney'],
    ['across a few dots', 'send me money', 'send me... money', 'send me... money'],
    ['at both ends of the text', 'money', 'money', 'money'],
    ['in quotes', 'money', 'the “money”!', 'money'],
    ['with an accent left out', 'café au lait', 'a cafe au lait', 'cafe au lait'],
    ['with an accent kept', 'café au lait', 'a CAFÉ au lait', 'CAFÉ au lait'],
    ['with an accent that the phrase has not', 'cafe', 'a café', 'café'],
    ['as a possessive', 'anna', "anna's dog", "anna's"],
    ['as a possessive in a disguise', 'anna smith', "4nna sm1th's dog", "4nna sm1th's"],
    ['a plural possessive', 'parents', "my parents' house", 'parents'],
    ['a contraction', "don't tell", 'I don’t tell', 'don’t tell'],
    ['a contraction without its apostrophe', "don't tell", 'i dont tell', 'dont tell'],
    ['the other way about', 'dont tell', "i don't tell", "don't tell"],
    ["i'll without its apostrophe", "i'll tell", 'ill tell', 'ill tell'],
    ["we're without its apostrophe", "we're here", 'were here', 'were here'],
    ['a possessive in the middle', 'anna dog', "anna's dog", "anna's dog"],
    ['a possessive in the middle of a disguise', 'anna dog', "4nna's d0g", "4nna's d0g"],
    ['with a sign in it', 'rock & roll', 'rock & roll', 'rock & roll'],
    ['an emoji', '🔪', 'look 🔪!', '🔪'],
    ['an emoji of several parts', '👨‍👩‍👧', 'my 👨‍👩‍👧 here', '👨‍👩‍👧'],
    ['emoji among words', 'love 🔥 you', 'love 🔥 you', 'love 🔥 you'],
    ['in Russian', 'как дела', 'Привет, КАК дела?', 'КАК дела'],
    ['in Greek capitals', 'λόγος', 'Ο ΛΌΓΟΣ', 'ΛΌΓΟΣ'],
    ['in Arabic', 'كيف حالك', 'مرحبا كيف حالك', 'كيف حالك'],
    ['in Chinese, inside a sentence', '你好', '他说你好吗', '你好'],
    ['in Thai, inside a sentence', 'สวัสดี', 'พูดสวัสดีครับ', 'สวัสดี'],
    ['in Russian of look-alikes, in an English message', 'сор', 'they say сор here', 'сор'],
    ['with digits', 'gr8 m8', 'a GR8 M8 indeed', 'GR8 M8'],
    ['of letters outside the basic plane', '𐐷𐐲𐑌', 'a 𐐏𐐲𐑌 b', '𐐏𐐲𐑌'],
  ])('is found %s', (_, sought, text, seen) => {
    expect(found(scanner(phrase(sought)), text)).toEqual([seen]);
  });

  test.each([
    ['inside a longer word', 'cat', 'concatenate cats'],
    ['with another word between', 'send money', 'send some money'],
    ['across the end of a sentence', 'send me money', 'what did he send? me money'],
    ['across a full stop', 'stop it', 'please stop. it rains'],
    ['across a colon or bracket', 'send me', 'send: me (me) send (me'],
    ['across a long gap', 'send me', 'send ------- me'],
    ['across many emoji', 'send me', 'send 💰💰💰💰💰💰 me'],
    ['in another order', 'send me', 'me send'],
    ['where an apostrophe makes another word', 'hell', "he'll come, we'll see"],
    ['where an apostrophe makes another word in a disguise', 'hell', "h3'll come"],
    ['where an apostrophe makes a word longer', 'you won', "you won't"],
    ['where an apostrophe makes a word longer in a disguise', 'you won', "y0u won't"],
    ['where an apostrophe parts two words', 'whore', "those who're late"],
    ['with an accent that the text has not', 'naïve café', 'naive tea'],
    ['in letters spelled apart that spell something longer', 'hell', 'h e l l o'],
  ])('is not found %s', (_, sought, text) => {
    expect(found(scanner(phrase(sought)), text)).toEqual([]);
  });

  test('is no phrase without a word', () => {
    expect(compileScanner([phrase('ok'), phrase(' … ')])).toEqual({
      ok: false,
      errors: [{ pattern: 1, message: 'a phrase needs at least one word' }],
    });
  });

  test('is found wherever it stands, up to the limit', () => {
    const hits = scanner(phrase('ok')).scan(normalize('ok '.repeat(20)));
    expect(hits.map(({ start }) => start)).toEqual(Array.from({ length: HITS_MAX }, (_, i) => 3 * i));
  });

  test('is told once where a longer one of the same pattern is told', () => {
    const pattern = signal({ phrases: ['send', 'send me', 'me money', 'send me money'] });
    expect(found(scanner(pattern), 'send me money')).toEqual(['send me money']);
  });
});

describe('a regular expression', () => {
  test.each([
    ['finds what it matches', String.raw`\bmoney\b`, 'send money now', ['money']],
    ['regardless of case', 'MONEY', 'send Money now', ['Money']],
    ['in normalised text', 'don\'t "go"', 'Don’t  “go”', ['Don’t  “go”']],
    ['in letters spelled apart', String.raw`\bmoney\b`, 'send m o n e y now', ['m o n e y']],
    ['in leetspeak', 'money', 'send m0n3y now', ['m0n3y']],
    ['in the other reading', 'help', 'he1p me', ['he1p']],
    ['in stretched letters', String.raw`\bhello\b`, 'oh hellllo', ['hellllo']],
    ['in look-alikes', '^money$', 'mоnеy', ['mоnеy']],
    ['several times', String.raw`\d+`, '1 22 333', ['1', '22', '333']],
    ['with alternatives', 'cat|dog', 'a dog and a cat', ['dog', 'cat']],
    ['with Unicode classes', String.raw`\p{Greek}+`, 'say λόγος now', ['λόγος']],
    ['an empty stretch, which is one', '^x*', 'abc', ['']],
  ])('%s', (_, source, text, seen) => {
    expect(found(scanner(regex(source)), text)).toEqual(seen);
  });

  test.each([
    ['a look-ahead', 'a(?=b)'],
    ['a back reference', String.raw`(a)\1`],
    ['an unmatched bracket', 'a(b'],
    ['a class without an end', '[a'],
    ['a count that is too large', 'a{100000}'],
    ['too long a source', 'a'.repeat(1001)],
  ])('is refused with %s', (_, source) => {
    const compiled = compileScanner([phrase('ok'), regex(source)]);
    expect(compiled.ok).toBe(false);
    if (!compiled.ok) expect(compiled.errors).toEqual([{ pattern: 1, message: expect.stringMatching(/./) }]);
  });

  /** Each would keep a backtracking engine busy for longer than anybody waits: the test's own time is the bound. */
  test.each([
    ['(a+)+$', `${'a'.repeat(30_000)}!`],
    ['^(a|aa)+$', `${'a'.repeat(30_000)}!`],
    ['(a*)*b', 'a'.repeat(30_000)],
    ['(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(30_000)],
    ['^(([a-z])+.)+[0-9]([a-z])+$', 'ab '.repeat(10_000)],
    [String.raw`(?:\w+\s?)+:`, 'word '.repeat(6_000)],
    ['(x+x+)+y', 'x'.repeat(30_000)],
    ['(.*)(.*)(.*)(.*)(.*)[^a]$', 'a'.repeat(30_000)],
    ['(?:a?){30}a{30}', 'a'.repeat(30_000)],
    [String.raw`((\d+)\s*)*,`, '1 '.repeat(15_000)],
  ])('takes linear time: %s', (source, text) => {
    const hits = scanner(regex(source)).scan(normalize(text));
    expect(hits.length).toBeLessThanOrEqual(HITS_MAX);
  });

  test('an exception does not hide what comes after many that it cancels', () => {
    const pattern = signal({ patterns: ['how old'], except: ['how old is'] });
    expect(found(scanner(pattern), `${'how old is it? '.repeat(20)}how old`)).toEqual(['how old']);
  });

  test('many without a literal in common are told apart', () => {
    const classes = ['[aeiou]{3}', '[xyz]{2}', String.raw`\d{4}`, '[a-c]{4}', '[m-p]{5}', '^[q]', '[k-t]{7}'];
    const all = scanner(...classes.map(regex));
    const hits = all.scan(normalize('beautiful 2026 abba quay'));
    expect(hits.map(({ pattern }) => pattern)).toEqual([0, 2, 3]);
  });
});

describe('a signal', () => {
  const asks = signal({
    phrases: ['how old (are|r) (you|they)', '{who} age'],
    patterns: [String.raw`\basl\b`],
    except: ['how old are you (guys|all)'],
    macros: { who: 'your|ur' },
  });

  test.each([
    ['how old are you?', ['how old are you']],
    ['how old r u', ['how old r u']],
    ['whats ur age', ['ur age']],
    ['asl?', ['asl']],
    ['how old are you all', []],
    ['how old are you guys? but how old are YOU', ['how old are YOU']],
    ['h0w 0ld are you all', []],
    ['how tall are you', []],
  ])('%s', (text, seen) => {
    expect(found(scanner(asks), text)).toEqual(seen);
  });

  test('an exception of one signal leaves others alone', () => {
    const other = signal({ phrases: ['how old are you'] });
    expect(found(scanner(asks, other), 'how old are you all')).toEqual(['how old are you']);
  });

  test('what is computed is told like what is found', () => {
    const computed = signal({ detect: () => [{ start: 2, end: 4 }], except: ['skip'] });
    expect(found(scanner(computed), 'abcdef')).toEqual(['cd']);
  });

  test('bad grammar is told', () => {
    const compiled = compileScanner([signal({ phrases: ['how (old'] }), signal({ except: ['{nothing}'] })]);
    expect(compiled.ok).toBe(false);
    if (!compiled.ok) expect(compiled.errors.map(({ pattern }) => pattern)).toEqual([0, 1]);
  });
});

describe('many patterns at once', () => {
  const words = ['red', 'green', 'blue', 'you', 'are', "don't", '🔥', 'b8', 'café', 'нет'];
  const phrases = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
    .map((parts) => phrase(parts.join(' ')));
  const sources = fc
    .constantFrom('r.d', 'gre+n', String.raw`\bb\w`, '[aeiou]{2}', 'are|you', 'l+')
    .map(regex);
  const signals = fc
    .record({
      phrases: fc.array(fc.constantFrom('you are (red|blue)', 'dont', '(you|they) (are|were)'), {
        maxLength: 2,
      }),
      except: fc.array(fc.constantFrom('are red', 'green'), { maxLength: 1 }),
    })
    .map(signal);
  const patterns = fc.array(fc.oneof(phrases, sources, signals), { minLength: 1, maxLength: 12 });
  const glue = fc.constantFrom(' ', ', ', '. ', '  ', '\u200b ', ' 🔥 ', '-');
  const written = fc.constantFrom(
    ...words,
    'r3d',
    'grееn',
    'y o u',
    'bluuuue',
    'ur',
    'RED',
    'dont',
    "you're",
  );
  const texts = fc.array(fc.tuple(written, glue), { maxLength: 12 }).map((parts) => parts.flat().join(''));

  test('find each what it finds alone, in any order', () => {
    fc.assert(
      fc.property(patterns, texts, fc.infiniteStream(fc.nat()), (list, text, stream) => {
        const order = list.map((_, at) => ({ at, by: stream.next().value })).sort((a, b) => a.by - b.by);
        const together = scanner(...order.map(({ at }) => list[at]!));
        const normal = normalize(text);
        const hits = together.scan(normal);
        expect(together.scan(normal)).toEqual(hits);
        order.forEach(({ at }, place) => {
          const alone = scanner(list[at]!).scan(normal);
          const here = hits.filter(({ pattern }) => pattern === place);
          expect(here.map(({ start, end }) => [start, end])).toEqual(
            alone.map(({ start, end }) => [start, end]),
          );
        });
      }),
      { numRuns: 300 },
    );
  });

  test('tell places inside the text, in order', () => {
    fc.assert(
      fc.property(patterns, texts, (list, text) => {
        const hits = scanner(...list).scan(normalize(text));
        hits.forEach(({ pattern, start, end }, at) => {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
          const before = hits[at - 1];
          if (before === undefined || before.pattern < pattern) return;
          expect(before.pattern).toBe(pattern);
          expect(before.start).toBeLessThanOrEqual(start);
        });
      }),
    );
  });
});

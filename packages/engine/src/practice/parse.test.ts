import { describe, expect, test } from 'vitest';
import { loadPractice } from './load.ts';
import { parsePractice } from './parse.ts';

const HEAD = 'practice: sample\nversion: 1.10.0\n';

function codes(...files: readonly string[]): readonly string[] {
  return parsePractice(files.map((text, n) => ({ path: `f${n}.yaml`, text }))).findings.map(
    ({ file, line, code }) => `${file}:${line} ${code}`,
  );
}

describe('files', () => {
  test.each([
    ['none', [], ['.:1 no_practice']],
    ['none with a head', ['measures: []'], ['f0.yaml:1 no_practice']],
    ['two heads', [HEAD, `# second\n${HEAD}`], ['f1.yaml:2 two_practices']],
    [
      'settings outside the head',
      [HEAD, 'settings: { zone: UTC }\nkeep: { days: 3 }'],
      ['f1.yaml:1 misplaced', 'f1.yaml:2 misplaced'],
    ],
    [
      'a harm twice',
      [`${HEAD}harms: { a: { title: A } }`, 'harms:\n  a: { title: B }'],
      ['f1.yaml:2 duplicate'],
    ],
    ['an empty file beside', [HEAD, ''], []],
    ['a comment beside', [HEAD, '# nothing\n'], []],
    ['a list', ['- a\n- b'], ['f0.yaml:1 wrong_type']],
    ['text', ['hello'], ['f0.yaml:1 wrong_type']],
    ['broken YAML', [`${HEAD}measures: [`], ['f0.yaml:3 bad_yaml']],
    ['a key twice', [`${HEAD}version: 2.0.0`], ['f0.yaml:3 bad_yaml']],
    ['two documents', [`${HEAD}---\npractice: other\n`], ['f0.yaml:3 bad_yaml']],
  ])('%s', (_, files, expected) => {
    expect(codes(...files)).toEqual(expected);
  });

  test('a version is what it looks like, not a number', () => {
    expect(parsePractice([{ path: 'f', text: HEAD }]).practice?.version).toBe('1.10.0');
  });

  test('an alias bomb is refused before it expands', () => {
    const levels = Array.from({ length: 12 }, (_, n) => `  - &b${n + 1} [${`*b${n}, `.repeat(9)}]`);
    const started = process.memoryUsage().heapUsed;
    expect(codes(`${HEAD}x:\n  - &b0 [lol]\n${levels.join('\n')}\n`)).toEqual(['f0.yaml:1 too_many_aliases']);
    expect(process.memoryUsage().heapUsed - started).toBeLessThan(200 * 1024 * 1024);
  });

  test('few aliases that expand to much are refused as well', () => {
    const levels = Array.from({ length: 16 }, (_, n) => `  - &b${n + 1} [*b${n}, *b${n}, *b${n}]`);
    expect(codes(`${HEAD}x:\n  - &b0 [lol]\n${levels.join('\n')}\n`)).toEqual(['f0.yaml:1 too_many_aliases']);
  });

  test('an ordinary anchor is followed', () => {
    expect(codes(`${HEAD}lists:\n  a: &words [x, y]\n  b: *words\n`)).toEqual([]);
  });

  test('a file that is too large', () => {
    expect(codes(`${HEAD}# ${'x'.repeat(2 * 1024 * 1024)}`)).toEqual(['f0.yaml:1 too_large']);
  });

  test('words of YAML 1.1 stay words', () => {
    const { practice } = parsePractice([{ path: 'f', text: `${HEAD}lists: { a: [on, off, yes, "13_15"] }` }]);
    expect(practice?.lists.a).toEqual(['on', 'off', 'yes', '13_15']);
  });
});

test('unknown names get a hint from the schema at their place', () => {
  const { findings } = parsePractice([{ path: 'f', text: `${HEAD}setings: { unknown_age: child }` }]);
  expect(findings).toEqual([
    expect.objectContaining({ code: 'unknown_field', line: 3, column: 1, hint: 'did you mean “settings”?' }),
  ]);
});

describe('what is left out', () => {
  const loaded = loadPractice([{ path: 'f', text: HEAD }]);
  test('is set to the safe side', () => {
    expect(loaded.ok && loaded.practice).toMatchObject({
      settings: {
        unknown_age: 'child',
        unknown_connection: 'unconnected',
        on_failure: {},
        zone: 'UTC',
        language: 'en',
      },
      keep: { byAction: {}, otherwise: 'signals', days: 90 },
      measures: [],
      tests: [],
    });
  });
});

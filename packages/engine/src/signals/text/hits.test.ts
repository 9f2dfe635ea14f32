import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFinding, addPlainFinding, findings, type Hit, toHits } from './hits.ts';

const PATTERNS = 3;

function hitsOf(found: readonly (readonly [number, number, number])[], limit = 8): readonly Hit[] {
  const into = findings();
  for (const [pattern, start, end] of found) addFinding(into, pattern, start, end);
  return toHits(into, { text: '', map: null }, PATTERNS, limit);
}

describe('findings become hits', () => {
  test.each([
    [
      'in order of pattern and place',
      [
        [1, 0, 1],
        [0, 5, 6],
        [0, 2, 3],
      ],
      [
        [0, 2, 3],
        [0, 5, 6],
        [1, 0, 1],
      ],
    ],
    [
      'once',
      [
        [0, 2, 3],
        [0, 2, 3],
      ],
      [[0, 2, 3]],
    ],
    [
      'without those inside another',
      [
        [0, 2, 9],
        [0, 3, 5],
        [0, 2, 4],
        [0, 8, 9],
      ],
      [[0, 2, 9]],
    ],
    [
      'with those that overlap',
      [
        [0, 0, 4],
        [0, 3, 6],
      ],
      [
        [0, 0, 4],
        [0, 3, 6],
      ],
    ],
    [
      'with those inside one of another pattern',
      [
        [0, 0, 9],
        [1, 3, 5],
      ],
      [
        [0, 0, 9],
        [1, 3, 5],
      ],
    ],
    [
      'without those an exception overlaps',
      [
        [0, 0, 4],
        [0, 6, 8],
        [3, 3, 5],
      ],
      [[0, 6, 8]],
    ],
    [
      'with those an exception touches',
      [
        [0, 0, 3],
        [3, 3, 5],
        [0, 5, 6],
      ],
      [
        [0, 0, 3],
        [0, 5, 6],
      ],
    ],
    [
      'with those an exception of another pattern overlaps',
      [
        [0, 0, 4],
        [4, 0, 9],
      ],
      [[0, 0, 4]],
    ],
    [
      'without those overlapped by exceptions that overlap',
      [
        [0, 8, 9],
        [3, 0, 5],
        [3, 1, 20],
      ],
      [],
    ],
  ] as const)('%s', (_, found, hits) => {
    expect(hitsOf(found).map(({ pattern, start, end }) => [pattern, start, end])).toEqual(hits);
  });

  test('at most so many of each pattern, and only those that count are counted', () => {
    const found = Array.from({ length: 30 }, (_, i) => [i % 2, i * 10, i * 10 + 5] as const);
    const excepted = Array.from({ length: 5 }, (_, i) => [PATTERNS, i * 20, i * 20 + 5] as const);
    const hits = hitsOf([...found, ...excepted], 4);
    expect(hits.map(({ pattern, start }) => [pattern, start])).toEqual([
      ...[100, 120, 140, 160].map((start) => [0, start]),
      ...[10, 30, 50, 70].map((start) => [1, start]),
    ]);
  });

  test('in whatever order they were found', () => {
    const finding = fc.tuple(fc.nat(5), fc.nat(40), fc.integer({ min: 1, max: 8 }));
    const many = fc.array(
      finding.map(([pattern, start, length]) => [pattern, start, start + length] as const),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(many, (found) => {
        expect(hitsOf(found.toReversed())).toEqual(hitsOf(found));
      }),
    );
  });

  test('places of the plain text lead back to the original, however many', () => {
    const into = findings();
    for (let i = 0; i < 100; i++) addPlainFinding(into, 1, 0, 2);
    addFinding(into, 0, 1, 4);
    const map = { starts: Uint32Array.of(0, 3), ends: Uint32Array.of(3, 7) };
    expect(toHits(into, { text: 'ab', map }, PATTERNS, 8)).toEqual([
      { pattern: 0, start: 1, end: 4 },
      { pattern: 1, start: 0, end: 7 },
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countData } from '../data/count.ts';
import { readTargets } from '../design/targets.ts';
import { tableOf, usable } from '../testing/small.ts';
import { rake } from './rake.ts';
import { type Sample, sharesOf } from './sample.ts';
import { trim } from './trim.ts';
import { weigh } from './weigh.ts';

/** Two margins whose cells all have somebody, so that they can always be kept together. */
const samples = fc
  .record({
    numbers: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 12, maxLength: 12 }),
    rows: fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 3, maxLength: 3 }),
    columns: fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ numbers, rows, columns }): Sample => {
    const margin = (name: string, parts: readonly number[], of: (p: number) => number) => ({
      name,
      labels: parts.map(String),
      shares: parts.map((part) => part / parts.reduce((sum, one) => sum + one, 0)),
      categories: numbers.map((_, p) => of(p)),
    });
    return {
      respondents: numbers.reduce((sum, one) => sum + one, 0),
      numbers: Float64Array.from(numbers),
      starts: new Float64Array(12).fill(1),
      margins: [margin('rows', rows, (p) => p % 3), margin('columns', columns, (p) => Math.floor(p / 3))],
    };
  });

function farthest(sample: Sample, weights: Float64Array): number {
  return Math.max(
    ...sample.margins.flatMap((margin) =>
      [...sharesOf(sample, margin, weights)].map((share, c) => Math.abs(share - (margin.shares[c] ?? 0))),
    ),
  );
}

describe('raking', () => {
  it('keeps every margin, and the order of margins does not matter', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const raked = rake(sample, sample.starts);
        const turned = rake({ ...sample, margins: sample.margins.toReversed() }, sample.starts);
        expect(raked.ok && turned.ok).toBe(true);
        if (!raked.ok || !turned.ok) return;
        expect(farthest(sample, raked.weights)).toBeLessThan(1e-9);
        raked.weights.forEach((weight, p) => {
          expect(Math.abs(weight - (turned.weights[p] ?? 0)) / weight).toBeLessThan(1e-7);
        });
      }),
    );
  });

  it('changes odds by row and column alone: cross ratios of cells stay 1', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { weights } = rake(sample, sample.starts) as { weights: Float64Array };
        const at = (row: number, column: number): number => weights[column * 3 + row] ?? Number.NaN;
        for (const [row, column] of [
          [1, 1],
          [2, 3],
        ] as const)
          expect((at(0, 0) * at(row, column)) / (at(row, 0) * at(0, column))).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('trimming', () => {
  it('keeps margins and bounds, or says that it cannot', () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 1.2, max: 4, noNaN: true }), (sample, upper) => {
        const raked = rake(sample, sample.starts);
        if (!raked.ok) throw new Error('margins of full cells can be kept');
        const trimmed = trim(sample, raked.weights, { lower: 1 / upper, upper });
        if (!trimmed.ok) {
          expect(trimmed.why).toBe('bounds');
          return;
        }
        expect(farthest(sample, trimmed.weights)).toBeLessThan(1e-9);
        expect(Math.max(...trimmed.weights)).toBeLessThanOrEqual(upper + 1e-10);
        expect(Math.min(...trimmed.weights)).toBeGreaterThanOrEqual(1 / upper - 1e-10);
      }),
      { numRuns: 60 },
    );
  });
});

describe('crossed margins', () => {
  it('are post-stratified in one pass: target share over sample share', async () => {
    const targets = usable(
      readTargets({
        margins: [
          {
            variables: ['sex', 'age'],
            kind: 'counts',
            cells: [
              { values: ['f', 'old'], target: 10 },
              { values: ['f', 'young'], target: 30 },
              { values: ['m', 'old'], target: 40 },
              { values: ['m', 'young'], target: 20 },
            ],
          },
        ],
      }),
    );
    const data = 'id,sex,age\n1,f,old\n2,f,old\n3,f,young\n4,m,old\n5,m,young\n';
    const weighted = usable(weigh(usable(await countData(tableOf(data), { codebook: null, targets })), null));
    // Of five: 0.1 × 5 over two, 0.3 × 5, 0.4 × 5, 0.2 × 5.
    expect([...weighted.weights].map((weight) => weight.toFixed(12))).toEqual(
      [0.25, 1.5, 2, 1].map((weight) => weight.toFixed(12)),
    );
    expect(weighted.report.passes).toBe(1);
  });
});

describe('targets', () => {
  it.each<[string, unknown, string, string]>([
    ['no margins', {}, 'INVALID_TARGETS', '/margins'],
    [
      'a share that is a text',
      { variable: 'a', targets: { x: '1' } },
      'INVALID_TARGETS',
      '/margins/0/targets/x',
    ],
    [
      'a negative share',
      { variable: 'a', targets: { x: 1.1, 'y/z': -0.1 } },
      'NEGATIVE_TARGET',
      '/margins/0/targets/y~1z',
    ],
    [
      'shares that sum to 0.97',
      { variable: 'a', targets: { x: 0.5, y: 0.47 } },
      'MARGIN_TOTAL_MISMATCH',
      '/margins/0',
    ],
    [
      'percentages that sum to 1',
      { variable: 'a', kind: 'percentages', targets: { x: 1 } },
      'MARGIN_TOTAL_MISMATCH',
      '/margins/0',
    ],
    [
      'counts that are all 0',
      { variable: 'a', kind: 'counts', targets: { x: 0 } },
      'MARGIN_TOTAL_MISMATCH',
      '/margins/0',
    ],
    [
      'a kind that there is not',
      { variable: 'a', kind: 'share', targets: { x: 1 } },
      'INVALID_TARGETS',
      '/margins/0/kind',
    ],
    [
      'a cell twice',
      {
        variables: ['a', 'b'],
        cells: [
          { values: ['x', 'y'], target: 0.5 },
          { values: ['x', 'y'], target: 0.5 },
        ],
      },
      'INVALID_TARGETS',
      '/margins/0/cells/1/values',
    ],
  ])('with %s are refused', (_what, margin, kind, pointer) => {
    const read = readTargets(_what === 'no margins' ? margin : { margins: [margin] });
    expect(read.ok ? [] : read.problems.map((one) => [one.kind, one.pointer])).toEqual([[kind, pointer]]);
  });

  it('may miss their whole by a rounding, which is spread', () => {
    const { margins } = usable(
      readTargets({ margins: [{ variable: 'a', targets: { x: 0.333, y: 0.333, z: 0.333 } }] }),
    );
    expect(margins[0]?.categories.map(({ share }) => share)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });
});

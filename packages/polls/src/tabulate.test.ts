import { describe, expect, it } from 'vitest';
import { rowWeights } from './data/row-weights.ts';
import { tablesJson } from './report.ts';
import { tabulate } from './tabulate.ts';
import { agree } from './testing/agree.ts';
import { SMALL, tableOf, usable } from './testing/small.ts';
import type { Bounds } from './weight/trim.ts';

const BOUNDS: Bounds = { lower: 0.5, upper: 2.5 };
/** Sums over people and sums over profiles differ by their last digits; roots of cancelled sums by half of them. */
const tight = () => ({ relative: 1e-8, absolute: 1e-7 });

describe.each([
  ['untrimmed', null, null, SMALL.expected.weights.raked],
  ['trimmed', BOUNDS, null, SMALL.expected.weights.trimmed],
  ['started', null, 'start', SMALL.expected.weights.started],
] as const)(
  'an invented poll, worked out person by person: %s',
  (name, bounds, weightColumn, expectedWeights) => {
    const { targets, data, expected } = SMALL;
    const codebook = { ...SMALL.codebook, weightColumn };
    const table = tableOf(data);
    const made = tabulate(table, { codebook, targets, bounds }).then(usable);

    it('has the same weights, in the order of the data', async () => {
      const { counted, weighted } = await made;
      const weights: number[] = [];
      const ids: string[] = [];
      for await (const group of rowWeights(table, counted, weighted.weights))
        for (const { id, weight } of group) {
          ids.push(id);
          weights.push(weight);
        }
      expect(ids.slice(0, 2)).toEqual(['R001', 'R002']);
      expect(agree(expectedWeights, weights, () => ({ relative: 1e-8, absolute: 0 })).differences).toEqual(
        [],
      );
      expect(weights).toHaveLength(240);
    });

    it('has the same figures: bases, shares, errors, intervals, letters, z, means, nets', async () => {
      const tabulated = await made;
      const found = tablesJson(tabulated, []);
      const { compared, differences } = agree(expected[name].questions, found.questions, tight);
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThan(1_500);
      expect(tabulated.weighted.summary.deff).toBeCloseTo(expected[name].deff, 9);
      expect(tabulated.weighted.summary.effectiveBase).toBeCloseTo(expected[name].effective_base, 6);
    });

    it('has the same Rao–Scott tests, also where some did not answer the break', async () => {
      const found = tablesJson(await made, [
        ['q1', 'age'],
        ['q1', 'children'],
      ]);
      const loose = () => ({ relative: 1e-6, absolute: 0 });
      for (const test of ['rao_scott_q1_by_age', 'rao_scott_q1_by_children'] as const)
        expect(agree(expected[name][test], found[test], loose).differences).toEqual([]);
    });
  },
);

describe('figures do not depend on', () => {
  const { codebook, targets, data } = SMALL;
  const [header = '', ...lines] = data.trimEnd().split('\n');
  const figures = async (text: string, chunk?: number) =>
    tablesJson(usable(await tabulate(tableOf(text, chunk), { codebook, targets, bounds: null })), []);
  const close = () => ({ relative: 1e-9, absolute: 1e-7 });

  it.each<[string, string, number | undefined]>([
    ['where chunks end', data, 7],
    ['the order of respondents', [header, ...lines.toReversed()].join('\n'), undefined],
    ['how lines end', data.replaceAll('\n', '\r\n'), undefined],
    ['a byte order mark', `\uFEFF${data}`, undefined],
    ['blank lines', data.replaceAll('\n', '\n\n'), undefined],
    ['semicolons', data.replaceAll(',', ';'), undefined],
    ['needless quotation marks', data.replaceAll(/[^,\n]+/g, '"$&"'), 11],
    ['columns that nobody asks for', data.replaceAll('\n', ',x\n'), undefined],
  ])('%s', async (_what, text, chunk) => {
    const before = await figures(data);
    const { compared, differences } = agree(before, await figures(text, chunk), close);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(2_000);
  });

  it('and everybody weighs 1 without targets', async () => {
    const { weighted, questions } = usable(
      await tabulate(tableOf(data), { codebook, targets: null, bounds: null }),
    );
    expect(new Set(weighted.weights)).toEqual(new Set([1]));
    const { rows, weighted_base, unweighted_base } = questions.q1?.total ?? { rows: [] };
    expect(weighted_base).toBe(unweighted_base);
    // Then the linearised error is that of a simple random sample over all, for whoever answered.
    for (const { pct, se_lin } of rows) expect(Number(se_lin) / Number(pct)).toBeGreaterThan(0.01);
  });
});

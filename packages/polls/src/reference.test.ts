import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countData } from './data/count.ts';
import { readCsv } from './data/csv.ts';
import { rowWeights } from './data/row-weights.ts';
import { parseCodebook } from './design/codebook.ts';
import { parseTargets } from './design/targets.ts';
import { tablesJson, usualTest } from './report.ts';
import { tabulate } from './tabulate.ts';
import { agree, type ToleranceOf } from './testing/agree.ts';
import { usable } from './testing/small.ts';
import { weigh } from './weight/weigh.ts';

/** A folder with polls that R's `survey` package worked out; its README has the tolerances. */
const folder = process.env.SAFEWARD_POLL;
const why = 'SAFEWARD_POLL names no folder with reference polls';
const BOUNDS = { lower: 0.2, upper: 5 };

const asTheReadmeSays: ToleranceOf = (name) => {
  if (/^(?:unweighted_|above_|below_|answers_used|all_rows|n$|df$)/.test(name))
    return { relative: 0, absolute: 0 };
  const absolute = /se_kish|^z$/.test(name) ? 1e-6 : /^ci_/.test(name) ? 1e-5 : 1e-9;
  const isStrict = /base|count|^pct$|deff_kish|^(?:sum|mean|min|max)$|efficiency/.test(name);
  return { relative: isStrict ? 1e-6 : 1e-4, absolute };
};

describe.skipIf(folder === undefined)(`agrees with R (skipped where ${why})`, () => {
  const read = (name: string): string => readFileSync(join(folder ?? '', name), 'utf8');
  const open = (name: string) => () => readCsv(createReadStream(join(folder ?? '', name)));

  describe('poll a, of 2,061', () => {
    const expected =
      folder === undefined ? {} : (JSON.parse(read('expected-a.json')) as Record<string, Weights>);
    it.each([
      ['untrimmed', 'raked', null],
      ['trimmed', 'trimmed', BOUNDS],
    ] as const)('%s', async (part, weightsName, bounds) => {
      const codebook = usable(parseCodebook(read('codebook-a.json')));
      const targets = usable(parseTargets(read('targets-a.json')));
      const table = open('poll-a.csv');
      const tabulated = usable(await tabulate(table, { codebook, targets, bounds }));
      const usual = usualTest(tabulated);
      const found = tablesJson(tabulated, usual === null ? [] : [usual]);
      const figures = agree(expected[part], found, asTheReadmeSays);
      const weights: number[] = [];
      for await (const group of rowWeights(table, tabulated.counted, tabulated.weighted.weights))
        weights.push(...group.map(({ weight }) => weight));
      const byPerson = agree(expected.weights?.[weightsName], weights, () => ({
        relative: 1e-6,
        absolute: 0,
      }));
      expect(figures.differences).toEqual([]);
      expect(byPerson.differences).toEqual([]);
      expect(figures.compared).toBeGreaterThan(10_000);
      expect(byPerson.compared).toBe(2_061);
    });
  });

  describe('bad inputs', () => {
    const cases =
      folder === undefined ? [] : (JSON.parse(read('bad/cases.json')) as { cases: BadCase[] }).cases;
    it.each(cases)('$id', async ({ data, targets: file, trim, expected_kind }) => {
      const targets = parseTargets(read(`bad/${file}`));
      const counted = targets.ok
        ? await countData(open(`bad/${data}`), { codebook: null, targets: targets.value })
        : targets;
      const result = counted.ok ? weigh(counted.value, trim ? BOUNDS : null) : counted;
      const kinds = result.ok ? [] : result.problems.map(({ kind }) => kind);
      expect(kinds).toEqual(expected_kind === null ? [] : [expected_kind]);
    });
  });
});

type Weights = Readonly<Record<string, unknown>>;
interface BadCase {
  readonly id: string;
  readonly data: string;
  readonly targets: string;
  readonly trim: boolean;
  readonly expected_kind: string | null;
}

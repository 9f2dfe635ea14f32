import type { Problem } from '../problem.ts';
import type { RowFaults } from './faults.ts';
import type { Plan } from './plan.ts';

/**
 * Respondents who are alike in all that they are weighted and broken down by, and in their starting weight. They get
 * the same weight, so that counts by profile are all that figures need: memory grows with the kinds of respondents and
 * not with the length of the file.
 */
export interface Profiles {
  readonly size: number;
  /** For each margin, the category of each profile. */
  readonly margins: readonly (readonly number[])[];
  /** For each break, the column of each profile; −1 where it was not answered. */
  readonly breaks: readonly (readonly number[])[];
  /** The starting weight of each. */
  readonly starts: readonly number[];
  /** For each profile, its counts by the plan's slots. */
  readonly counts: readonly Uint32Array[];
}

/** Counts that are held at most: 2²⁷ of them take half a GiB. */
const MAX_COUNTS = 2 ** 27;
/** A profile takes some hundreds of bytes before anything is counted in it. */
const MAX_PROFILES = 2 ** 22;

export interface ProfileIndex {
  /** The profile of a row; −1 where the row has a fault, which is then noted. */
  of(cells: readonly string[], row: number, faults: RowFaults): number;
  readonly profiles: Profiles;
  /** Set where there are too many kinds of respondents to count. */
  readonly tooMany: Problem | null;
}

export function createProfileIndex(plan: Plan): ProfileIndex {
  const index = new Map<number | string, number>();
  const margins = plan.margins.map((): number[] => []);
  const breaks = plan.breaks.map((): number[] => []);
  const starts: number[] = [];
  const counts: Uint32Array[] = [];
  const codes = new Int32Array(plan.variables.length);
  const cellsOf = plan.margins.map(
    ({ margin }) => new Map(margin.categories.map(({ values }, code) => [JSON.stringify(values), code])),
  );
  const canBeNumber =
    plan.variables.reduce((product, { codes: all }) => product * (all.size + 1), 1) < Number.MAX_SAFE_INTEGER;
  let tooMany: Problem | null = null;

  const begin = (cells: readonly string[], row: number, start: number, faults: RowFaults): number => {
    const categories = plan.margins.map(({ variables }, n) => {
      const values = variables.map((variable) => cells[plan.variables[variable]?.at ?? -1] ?? '');
      const code = cellsOf[n]?.get(JSON.stringify(values));
      if (code === undefined) {
        const column = variables.map((variable) => plan.variables[variable]?.name ?? '').join(' × ');
        faults.add({ kind: 'SAMPLE_CATEGORY_WITHOUT_TARGET', row, column, about: values.join(' × ') });
      }
      return code ?? -1;
    });
    const columns = plan.breaks.map(({ variable, categories: known, column }) => {
      if (codes[variable] === -1) return -1;
      const value = cells[plan.variables[variable]?.at ?? -1] ?? '';
      const at = known.indexOf(value);
      if (at < 0) faults.add({ kind: 'UNKNOWN_CATEGORY', row, column, about: value });
      return at < 0 ? -2 : at;
    });
    // Not remembered: each further row like it is counted as a fault again.
    if (categories.includes(-1) || columns.includes(-2)) return -1;
    if (counts.length === MAX_PROFILES || (counts.length + 1) * plan.slots > MAX_COUNTS) {
      tooMany = {
        kind: 'TOO_MANY_PROFILES',
        in: 'data',
        row,
        detail: `Up to row ${row} there are ${counts.length} different combinations of what is weighted and broken down by, more than can be counted for ${plan.slots} answers at once; ask for fewer questions or breaks, or round the starting weights.`,
      };
      return -1;
    }
    categories.forEach((category, n) => {
      margins[n]?.push(category);
    });
    columns.forEach((column, n) => {
      breaks[n]?.push(column);
    });
    starts.push(start);
    return counts.push(new Uint32Array(plan.slots)) - 1;
  };

  return {
    of(cells, row, faults) {
      let isWhole = true;
      let number = 0;
      for (let n = 0; n < plan.variables.length; n++) {
        const { at, name, codes: known, isWeightedBy } = plan.variables[n]!;
        const value = cells[at]!;
        const code = value === plan.missing ? -1 : (known.get(value) ?? -2);
        codes[n] = code;
        number = number * (known.size + 1) + code + 1;
        if (code >= 0 || (code === -1 && !isWeightedBy)) continue;
        isWhole = false;
        if (code === -1) faults.add({ kind: 'MISSING_WEIGHTING_VALUE', row, column: name });
        else {
          const kind = isWeightedBy ? 'SAMPLE_CATEGORY_WITHOUT_TARGET' : 'UNKNOWN_CATEGORY';
          faults.add({ kind, row, column: name, about: value });
        }
      }
      const start =
        plan.weight === null ? 1 : startOf(cells[plan.weight.at] ?? '', plan.weight.name, row, faults);
      if (!isWhole || start === null) return -1;
      const key = canBeNumber && plan.weight === null ? number : `${codes.join()}:${start}`;
      const known = index.get(key);
      if (known !== undefined) return known;
      const profile = begin(cells, row, start, faults);
      if (profile >= 0) index.set(key, profile);
      return profile;
    },
    get profiles() {
      return { size: counts.length, margins, breaks, starts, counts };
    },
    get tooMany() {
      return tooMany;
    },
  };
}

function startOf(text: string, column: string, row: number, faults: RowFaults): number | null {
  const start = text.trim() === '' ? Number.NaN : Number(text);
  if (start > 0 && Number.isFinite(start)) return start;
  faults.add({ kind: start < 0 ? 'NEGATIVE_WEIGHT' : 'INVALID_WEIGHT', row, column, about: text });
  return null;
}

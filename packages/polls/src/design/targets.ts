import { fine, type Parsed } from '../problem.ts';
import { createFaults, isObject, type JsonObject, parseJson, step, textsOf } from './json.ts';

/** One margin of the population: categories of a variable, or of several crossed, with their shares. */
export interface Margin {
  /** The variable, or the crossed ones joined by ` × `. */
  readonly name: string;
  readonly variables: readonly string[];
  readonly categories: readonly MarginCategory[];
}

export interface MarginCategory {
  /** One value for each variable. */
  readonly values: readonly string[];
  readonly label: string;
  /** Of the population, 0 to 1; those of a margin sum to 1. */
  readonly share: number;
}

export interface Targets {
  readonly margins: readonly Margin[];
}

type Kind = 'proportions' | 'percentages' | 'counts';

/** What shares of a kind sum to; counts have a total of their own. */
const WHOLE: Readonly<Record<Kind, number | null>> = { proportions: 1, percentages: 100, counts: null };
/** Published margins are rounded: a thousandth of the whole may be missing or too much, and is spread. */
const ROUNDING = 0.001;
export const MAX_CATEGORIES = 1_000;

const SOURCE = { in: 'targets', kind: 'INVALID_TARGETS' } as const;
type Faults = ReturnType<typeof createFaults>;

/**
 * Reads target margins: `{"margins": [{"variable", "kind", "targets": {category: number}}]}`, where `kind` is
 * `proportions`, `percentages` or `counts`. Crossed variables: `{"variables": [a, b], "kind", "cells":
 * [{"values": [x, y], "target": number}]}`. Anything else in it is passed over.
 */
export function parseTargets(text: string): Parsed<Targets> {
  const json = parseJson(text, SOURCE);
  return json.ok ? readTargets(json.value) : json;
}

/** The same of a value that was JSON. */
export function readTargets(value: unknown): Parsed<Targets> {
  const faults = createFaults(SOURCE);
  const list = isObject(value) ? value.margins : undefined;
  if (!Array.isArray(list) || list.length === 0) {
    faults.add('/margins', 'The targets have no list “margins” with at least one margin.');
    return { ok: false, problems: faults.problems };
  }
  const read = list.map((item: unknown, n) => readMargin(item, `/margins/${n}`, faults));
  const totals = read.flatMap((one) => (one?.kind === 'counts' ? [one] : []));
  const [first] = totals;
  for (const other of totals.slice(1)) {
    if (first !== undefined && Math.abs(other.total - first.total) > ROUNDING * first.total)
      faults.add(
        other.pointer,
        `The counts of ${other.margin.name} total ${other.total}, those of ${first.margin.name} ${first.total}; both describe one population.`,
        'MARGIN_TOTAL_MISMATCH',
      );
  }
  if (faults.problems.length > 0) return { ok: false, problems: faults.problems };
  return fine({ margins: read.flatMap((one) => (one === null ? [] : [one.margin])) });
}

interface ReadMargin {
  readonly margin: Margin;
  readonly kind: Kind;
  readonly total: number;
  readonly pointer: string;
}

function readMargin(item: unknown, pointer: string, faults: Faults): ReadMargin | null {
  if (!isObject(item)) {
    faults.add(pointer, 'A margin is an object with “variable”, “kind” and “targets”.');
    return null;
  }
  const variables =
    typeof item.variable === 'string' && item.variable !== '' ? [item.variable] : textsOf(item.variables);
  if (variables === null) {
    faults.add(`${pointer}/variable`, 'A margin names its “variable”, or several different “variables”.');
    return null;
  }
  const kind = item.kind ?? 'proportions';
  if (kind !== 'proportions' && kind !== 'percentages' && kind !== 'counts') {
    faults.add(`${pointer}/kind`, 'The kind of a margin is “proportions”, “percentages” or “counts”.');
    return null;
  }
  const before = faults.problems.length;
  const cells =
    variables.length === 1 && item.cells === undefined
      ? readTable(item, pointer, faults)
      : readCells(item, variables.length, pointer, faults);
  if (cells === null || faults.problems.length > before) return null;
  const name = variables.join(' × ');
  const total = cells.reduce((sum, { target }) => sum + target, 0);
  const whole = WHOLE[kind];
  if (total <= 0) faults.add(pointer, `The targets of ${name} sum to ${total}.`, 'MARGIN_TOTAL_MISMATCH');
  else if (whole !== null && Math.abs(total - whole) > ROUNDING * whole)
    faults.add(
      pointer,
      `The ${kind} of ${name} sum to ${Number(total.toPrecision(12))}, not ${whole}; if they are counts, say so in “kind”.`,
      'MARGIN_TOTAL_MISMATCH',
    );
  const categories = cells.map(({ values, target }) => ({
    values,
    label: values.join(' × '),
    share: target / total,
  }));
  return { margin: { name, variables, categories }, kind, total, pointer };
}

interface Cell {
  readonly values: readonly string[];
  readonly target: number;
}

function readTable(item: JsonObject, pointer: string, faults: Faults): readonly Cell[] | null {
  const { targets } = item;
  const entries = isObject(targets) ? Object.entries(targets) : [];
  if (!isRightLength(entries.length, `${pointer}/targets`, faults)) return null;
  return entries.map(([category, target]) => ({
    values: [category],
    target: readTarget(target, category, `${pointer}/targets${step(category)}`, faults),
  }));
}

function readCells(item: JsonObject, depth: number, pointer: string, faults: Faults): readonly Cell[] | null {
  const list: readonly unknown[] = Array.isArray(item.cells) ? item.cells : [];
  if (!isRightLength(list.length, `${pointer}/cells`, faults)) return null;
  const seen = new Set<string>();
  return list.map((cell, n) => {
    const at = `${pointer}/cells/${n}`;
    const values = isObject(cell) && Array.isArray(cell.values) ? cell.values : [];
    if (values.length !== depth || !values.every((value) => typeof value === 'string'))
      faults.add(`${at}/values`, `A cell has ${depth} “values”, one for each variable.`);
    const key = JSON.stringify(values);
    if (seen.has(key)) faults.add(`${at}/values`, 'This cell stands in the margin twice.');
    seen.add(key);
    return {
      values: values.map(String),
      target: readTarget(
        isObject(cell) ? cell.target : undefined,
        values.join(' × '),
        `${at}/target`,
        faults,
      ),
    };
  });
}

function isRightLength(length: number, pointer: string, faults: Faults): boolean {
  if (length > 0 && length <= MAX_CATEGORIES) return true;
  faults.add(pointer, `A margin has from 1 to ${MAX_CATEGORIES} targets.`);
  return false;
}

function readTarget(target: unknown, label: string, pointer: string, faults: Faults): number {
  if (typeof target !== 'number' || !Number.isFinite(target)) {
    faults.add(pointer, `The target of “${label}” is not a number.`);
    return 0;
  }
  if (target < 0)
    faults.add(
      pointer,
      `The target of “${label}” is ${target}; a share or count is never negative.`,
      'NEGATIVE_TARGET',
    );
  return target;
}

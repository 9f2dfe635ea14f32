import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { safeward } from '../testing/safeward.ts';

const SMALL = fileURLToPath(new URL('../../../polls/src/testing/small/', import.meta.url));
const [DATA, TARGETS, CODEBOOK] = ['poll.csv', 'targets.json', 'codebook.json'].map((name) =>
  join(SMALL, name),
) as [string, string, string];
const POLL = ['--data', DATA, '--targets', TARGETS, '--codebook', CODEBOOK];
const folder = temporaryFolder();

interface Problems {
  readonly problems: readonly { readonly kind: string; readonly row?: number; readonly column?: string }[];
}

describe('poll weight', () => {
  it('prints weights, deff and effective_base', async () => {
    const { code, stdout, stderr } = await safeward(['poll', 'weight', ...POLL.slice(0, 4), '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const found = JSON.parse(stdout) as {
      weights: { id: string; weight: number }[];
      deff: number;
      effective_base: number;
    };
    expect(Object.keys(found)).toEqual(['weights', 'deff', 'effective_base']);
    expect(found.weights).toHaveLength(240);
    expect(Object.keys(found.weights[0] ?? {})).toEqual(['id', 'weight']);
    const sum = found.weights.reduce((total, { weight }) => total + weight, 0);
    const squares = found.weights.reduce((total, { weight }) => total + weight ** 2, 0);
    expect(sum).toBeCloseTo(240, 9);
    expect(found.deff).toBeCloseTo((240 * squares) / sum ** 2, 9);
    expect(found.effective_base).toBeCloseTo(sum ** 2 / squares, 6);
  });

  it('says how the margins came out, and writes the weights where it is told to', async () => {
    const out = join(folder, 'weights.csv');
    const { code, stdout } = await safeward([
      'poll',
      'weight',
      ...POLL.slice(0, 4),
      '--trim',
      '0.5,2.5',
      '--out',
      out,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ {2}18-39 +\d+ +\d+\.\d\d % +38\.00 % +38\.00 %\n/);
    expect(stdout).toMatch(
      /All margins hold after \d+ passes; weights between 0\.5 and 2\.5 times their mean/,
    );
    const lines = readFileSync(out, 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(241);
    expect(lines[0]).toBe('respondent_id,weight');
    expect(lines[1]).toMatch(/^R001,\d\.\d+$/);
  });
});

describe('poll tabulate', () => {
  it('prints the summary, the questions and a test', async () => {
    const { code, stdout } = await safeward(['poll', 'tabulate', ...POLL, '--json']);
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
    expect(Object.keys(found)).toEqual(['weights_summary', 'questions', 'rao_scott_q1_by_gender']);
    expect(Object.keys(found.questions ?? {})).toEqual(['q1', 'q2', 'q3']);
    expect(Object.keys(found.weights_summary ?? {})).toEqual([
      'n',
      'sum',
      'mean',
      'min',
      'max',
      'above_5',
      'below_0_2',
      'deff_kish',
      'effective_base',
      'efficiency_pct',
    ]);
  });

  it('writes what the name of a file says', async () => {
    const files = ['tables.html', 'tables.csv'].map((name) => join(folder, name));
    const args = ['poll', 'tabulate', ...POLL, ...files.flatMap((file) => ['--out', file])];
    expect((await safeward(args)).code).toBe(0);
    expect(readFileSync(files[0] ?? '', 'utf8')).toMatch(/^<!doctype html>/);
    expect(readFileSync(files[1] ?? '', 'utf8')).toMatch(/^question,wording,row,/);
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      'a file of another kind',
      ['--out', 'tables.pdf'],
      /^What tables\.pdf shall be is told by the end of its name/,
    ],
    ['a test that there is not', ['--test', 'q2:age'], /^There is no test of q2 by age: /],
    ['bounds the wrong way round', ['--trim', '5,0.2'], /Bounds are two numbers, one below and one above 1/],
    ['a folder', ['--data', folder], / cannot be read: it is a folder\.\n$/],
  ])('refuses %s', async (_what, more, says) => {
    const { code, stdout, stderr } = await safeward(['poll', 'tabulate', ...POLL, ...more]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });
});

describe('poll check', () => {
  const text = readFileSync(DATA, 'utf8');

  it('passes a poll without a fault', async () => {
    const { code, stdout } = await safeward(['poll', 'check', ...POLL, '--json']);
    expect({ code, found: JSON.parse(stdout) }).toEqual({
      code: 0,
      found: { ok: true, respondents: 240, problems: [] },
    });
  });

  it('names everything that is wrong, with row and column, and tabulate makes nothing of it', async () => {
    const lines = text.split('\n');
    lines[3] = (lines[3] ?? '').replace('North', 'Norht');
    lines[5] = `R004${(lines[5] ?? '').slice(4)}`;
    lines[9] = `${lines[9]},x`;
    writeFiles(folder, { 'bad.csv': lines.join('\n') });
    const poll = ['--data', join(folder, 'bad.csv'), ...POLL.slice(2)];
    const { code, stdout } = await safeward(['poll', 'check', ...poll, '--json']);
    expect(code).toBe(3);
    const { problems } = JSON.parse(stdout) as Problems;
    expect(problems.map(({ kind, row, column }) => [kind, row, column])).toEqual([
      ['SAMPLE_CATEGORY_WITHOUT_TARGET', 3, 'region'],
      ['WRONG_FIELD_COUNT', 9, undefined],
      ['DUPLICATE_RESPONDENT_ID', 5, 'id'],
    ]);
    const out = join(folder, 'never.html');
    const tables = await safeward(['poll', 'tabulate', ...poll, '--out', out]);
    expect({ code: tables.code, stdout: tables.stdout }).toEqual({ code: 3, stdout: '' });
    expect(tables.stderr).toMatch(/^SAMPLE_CATEGORY_WITHOUT_TARGET Row 3, column “region”: .*“Norht”/);
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });
});

describe('poll claim', () => {
  const about = ['--question', 'q1', '--answer', 'For'];

  it.each<[string, readonly string[], number, string]>([
    ['a majority are for it', about, 0, 'supported'],
    ['an overwhelming majority are for it', about, 3, 'not supported'],
    ['nearly everybody has a view: at least 80 %', [...about, '--answer', 'Against'], 0, 'supported'],
    ['women more than men', [...about, '--among', 'gender=Woman', '--than', 'gender=Man'], 0, 'supported'],
    ['a majority of the others', [...about, '--among', 'gender=Other'], 3, 'too few'],
  ])('%s', async (text, more, exit, verdict) => {
    const { code, stdout } = await safeward(['poll', 'claim', text, ...POLL, ...more, '--json']);
    const found = JSON.parse(stdout) as { verdict: string; cells: readonly { is_claimed: boolean }[] };
    expect({ code, verdict: found.verdict }).toEqual({ code: exit, verdict });
    expect(found.cells).toHaveLength(1 + 3 + 3 + 3 + 2);
    expect(found.cells.some(({ is_claimed }) => is_claimed)).toBe(true);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no quantity', ['people are for it', ...about], /^No quantity is found in the claim\./],
    [
      'an unknown answer',
      ['half', '--question', 'q1', '--answer', 'Yes'],
      /^Question q1 has no answer “Yes”; it has: For, /,
    ],
    [
      'an unknown question',
      ['half', '--question', 'q9', '--answer', 'Yes'],
      /^There is no question “q9”; there are: q1, /,
    ],
    [
      'two breaks',
      ['more', ...about, '--among', 'age=65+', '--than', 'gender=Man'],
      /^A comparison is between two columns/,
    ],
  ])('refuses %s', async (_what, args, says) => {
    const { code, stderr } = await safeward(['poll', 'claim', ...args, ...POLL]);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});

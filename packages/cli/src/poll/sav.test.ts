import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { safeward } from '../testing/safeward.ts';

/** The invented poll as GNU PSPP wrote it from the CSV: labelled numbers, a declared missing value, answers 0 and 1. */
const SAV = fileURLToPath(new URL('./testing/small.sav', import.meta.url));
const SMALL = fileURLToPath(new URL('../../../polls/src/testing/small/', import.meta.url));
const DESIGN = ['--targets', join(SMALL, 'targets.json'), '--codebook', join(SMALL, 'codebook.json')];
const folder = temporaryFolder();

describe('an SPSS file', () => {
  it('gives the very tables that the CSV gives', async () => {
    const [sav, csv] = await Promise.all(
      [SAV, join(SMALL, 'poll.csv')].map((data) =>
        safeward(['poll', 'tabulate', '--data', data, ...DESIGN, '--json']),
      ),
    );
    expect([sav?.code, sav?.stderr]).toEqual([0, '']);
    expect(JSON.parse(sav?.stdout ?? '')).toEqual(JSON.parse(csv?.stdout ?? ''));
  });

  it.each([
    ['breaks off', readFileSync(SAV).subarray(0, 900)],
    ['is something else', Buffer.from('id,gender\n1,Woman\n')],
    ['is empty', Buffer.alloc(0)],
  ])('that %s is refused by name', async (_what, bytes) => {
    const file = join(folder, 'bad.sav');
    writeFileSync(file, bytes);
    const { code, stdout } = await safeward(['poll', 'check', '--data', file, ...DESIGN, '--json']);
    const { problems } = JSON.parse(stdout) as { problems: readonly { kind: string }[] };
    expect([code, problems.map(({ kind }) => kind)]).toEqual([3, ['MALFORMED_SAV']]);
  });

  it('is told by its name, in capitals too', async () => {
    const file = join(folder, 'POLL.SAV');
    copyFileSync(SAV, file);
    const { code } = await safeward(['poll', 'check', '--data', file, ...DESIGN]);
    expect(code).toBe(0);
  });
});

describe('charts', () => {
  it('are one file for each question, and SVG', async () => {
    const charts = join(folder, 'charts');
    const { code } = await safeward(['poll', 'tabulate', '--data', SAV, ...DESIGN, '--charts', charts]);
    expect(code).toBe(0);
    const files = readdirSync(charts);
    expect(files.toSorted()).toEqual(['001-q1.svg', '002-q2.svg', '003-q3.svg']);
    for (const file of files) {
      const svg = readFileSync(join(charts, file), 'utf8');
      expect(svg).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 700 \d+" role="img" aria-label="/,
      );
      expect(svg.match(/<rect/g)?.length).toBe(svg.match(/<path/g)?.length);
    }
  });
});

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './proof/pages.ts';

const PAGE = join(ROOT, 'docs/threat-model.md');
const TEXT = readFileSync(PAGE, 'utf8');

/** A test that the page names: the words of a link to a file of tests. */
interface Named {
  readonly test: string;
  readonly file: string;
}

function namedIn(text: string): readonly Named[] {
  const links = text.matchAll(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g);
  return [...links].map(([, test = '', file = '']) => ({ test, file }));
}

/** Whether a file has a test or a group of tests of this name that runs; placeholders of tables count as they are written. */
function runs(source: string, name: string): boolean {
  const line = source.split('\n').find((one) => {
    const at = one.indexOf(name);
    if (at < 1) return false;
    const [before, after] = [one[at - 1] ?? '', one[at + name.length] ?? ''];
    return before === after && /['"`]/.test(before) && /^\s*(?:it|test|describe|\]?\))/.test(one);
  });
  return line !== undefined && !/\.(?:skip|todo|fails)\b/.test(line);
}

const threats = TEXT.slice(TEXT.indexOf('## Threats'), TEXT.indexOf('## What is not stopped'))
  .split(/^### /m)
  .slice(1)
  .map((section) => [section.slice(0, section.indexOf('\n')), section] as const);

describe('the threat model', () => {
  it.each(threats)('names tests that show what stops this: %s', (_threat, section) => {
    const named = namedIn(section);
    expect(named.length).toBeGreaterThan(0);
    const missing = named.filter(
      ({ test, file }) => !runs(readFileSync(resolve(dirname(PAGE), file), 'utf8'), test),
    );
    expect(missing).toEqual([]);
  });

  it('knows a test that is not there, is left out, or is only mentioned', () => {
    const source = [
      "  it('is there', () => {",
      "  it.skip('is left out', () => {",
      "  // as 'is mentioned' says",
      "  ])('is of a table', (one) => {",
    ].join('\n');
    const names = ['is there', 'is left out', 'is mentioned', 'is of a table', 'is', 'is not there'];
    expect(names.filter((name) => runs(source, name))).toEqual(['is there', 'is of a table']);
  });

  it('has a threat for each of what is worth attacking, and says what is not stopped', () => {
    expect(threats.length).toBeGreaterThan(12);
    expect(TEXT.slice(TEXT.indexOf('## What is not stopped')).match(/^- \*\*/gm)?.length).toBeGreaterThan(5);
  });
});

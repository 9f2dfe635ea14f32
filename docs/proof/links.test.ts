import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fencesOf } from './fences.ts';
import { anchorsOf, linksOf, proseOf } from './links.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'safeward-page-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function page(text: string): string {
  const path = join(folder, 'page.md');
  writeFileSync(path, text);
  return path;
}

describe('what is found in a page', () => {
  it('links and pictures with their lines, none in code', () => {
    const path = page(
      'See [a](a.md#b) and\n[two\nlines](b.md), `[no](c.md)`.\n\n```sh run\n[no](d.md)\n```\n![p](p.svg) <img src="q.svg">\n',
    );
    expect(linksOf(path)).toEqual([
      { line: 1, target: 'a.md#b' },
      { line: 3, target: 'b.md' },
      { line: 8, target: 'p.svg' },
      { line: 8, target: 'q.svg' },
    ]);
  });

  it('anchors as GitHub makes them', () => {
    const path = page(
      '# A `b/c` – d?\n## Same\n## Same\n\n```sh run\n# no heading\n```\n## [Linked](x.md) one\n',
    );
    expect([...anchorsOf(path)]).toEqual(['a-bc--d', 'same', 'same-1', 'linked-one']);
  });

  it('lines outside of code', () => {
    expect(proseOf('one `two`\n~~~\nthree\n~~~\nfour')).toEqual([
      { line: 1, text: 'one ``' },
      { line: 5, text: 'four' },
    ]);
  });
});

describe('the blocks of a page', () => {
  it('come with their lines, without the indentation of their list', () => {
    const path = page('- a list:\n\n  ```sh run\n  echo a\n    echo b\n  ```\n');
    expect(fencesOf(path)).toMatchObject([{ line: 3, language: 'sh', text: 'echo a\n  echo b\n' }]);
  });

  it.each([
    ['says nothing', '```sh\nls\n```\n', /“sh ” does not say how it is checked/],
    ['says what is not known', '```sh try\nls\n```\n', /“sh try” does not say/],
    ['does not end', '```sh run\nls\n', /:1: the block does not end/],
  ])('are refused where one %s', (_what, text, problem) => {
    expect(() => fencesOf(page(text))).toThrow(problem);
  });
});

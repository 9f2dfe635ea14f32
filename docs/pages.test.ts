import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, linksOf, proseOf } from './proof/links.ts';
import { pages, ROOT } from './proof/pages.ts';

const PAGES = pages().map((path) => [relative(ROOT, path), path] as const);

/** Generated pages are tables; nobody wraps those. Those of the practices and packages follow their own rules. */
const isWrittenByHand = (page: string): boolean =>
  /^(?:\w+\.md$|docs\/)/.test(page) && !page.startsWith('docs/reference/');

/** Paths in backticks, from the root of the repository. */
const NAMED = /`((?:packages|practices|scripts|docs|bench)(?:\/[\w.-]+)*)`/g;

const WIDEST = 118;

describe.each(PAGES)('%s', (page, path) => {
  it('links to what is there', () => {
    const broken = linksOf(path)
      .filter(({ target }) => !leadsSomewhere(path, target))
      .map(({ line, target }) => `${page}:${line} ${target}`);
    expect(broken).toEqual([]);
  });

  it('names no folder of the machine it was written on, and no registry', () => {
    const text = readFileSync(path, 'utf8');
    expect(text).not.toMatch(/(?:^|[\s"'`(=])\/(?:work|home|root|Users|mnt)\/|[A-Z]:\\\\?Users/m);
    expect(text).not.toMatch(/\bregistry\.[\w-]+\.\w|:\/\/[\w.-]*npm[\w.-]*\./i);
  });

  it('names files and folders that are there', () => {
    const named = [...readFileSync(path, 'utf8').matchAll(NAMED)].map(([, name = '']) => name);
    expect(named.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  });
});

it.each(PAGES.filter(([page]) => isWrittenByHand(page)))(
  '%s has lines that a narrow window can show',
  (page, path) => {
    const wide = proseOf(readFileSync(path, 'utf8'), true)
      .filter(({ text }) => text.length > WIDEST && !/^\s*(?:\||\[|<|!\[)/.test(text))
      .map(({ line }) => `${page}:${line}`);
    expect(wide).toEqual([]);
  },
);

function leadsSomewhere(from: string, target: string): boolean {
  if (/^https:\/\/[\w.-]+\.[a-z]+(?:[/?#]|$)/.test(target) || target.startsWith('mailto:')) return true;
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : resolve(dirname(from), file);
  if (!path.startsWith(ROOT) || !existsSync(path)) return false;
  return anchor === undefined || (path.endsWith('.md') && anchorsOf(path).has(anchor));
}

describe('the documents', () => {
  it('are all reached from the README', () => {
    const reached = new Set<string>();
    const pending = [join(ROOT, 'README.md')];
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      if (reached.has(path)) continue;
      reached.add(path);
      for (const { target } of linksOf(path)) {
        const next = resolve(dirname(path), target.split('#')[0] ?? '');
        if (next.endsWith('.md') && existsSync(next)) pending.push(next);
      }
    }
    const lost = PAGES.filter(([page, path]) => page.startsWith('docs/') && !reached.has(path));
    expect(lost.map(([page]) => page)).toEqual([]);
  });
});

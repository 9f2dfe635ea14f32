import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './proof/pages.ts';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const MOST_AT_RUN_TIME = 25;

const manifests = globSync(['package.json', 'packages/*/package.json', 'bench/package.json'], {
  cwd: ROOT,
}).map((path) => ({ path, manifest: JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Manifest }));
const ours = new Set(manifests.map(({ manifest }) => manifest.name));
const sections = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8').split(/^## /m);

/** Names in a section's table, each with its sentence. */
function told(title: string): ReadonlyMap<string, string> {
  const section = sections.find((text) => text.startsWith(`${title}\n`)) ?? '';
  return new Map(
    [...section.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, name = '', why = '']) => [name, why]),
  );
}

function declared(
  key: 'dependencies' | 'devDependencies' | 'optionalDependencies',
  of: (path: string) => boolean = () => true,
): readonly string[] {
  const names = manifests
    .filter(({ path }) => of(path))
    .flatMap(({ manifest }) => Object.keys(manifest[key] ?? {}))
    .filter((name) => !ours.has(name));
  return [...new Set(names)].toSorted();
}

const isPostgres = (name: string) => name.startsWith('postgresql-');

describe('dependencies.md', () => {
  it.each<[title: string, names: readonly string[]]>([
    ['At run time', declared('dependencies')],
    ['For development and tests', declared('devDependencies')],
    ["PostgreSQL's oldest", declared('optionalDependencies').filter(isPostgres)],
    ['Node itself', declared('optionalDependencies').filter((name) => !isPostgres(name))],
  ])('%s: has a line for each, and for no other', (title, names) => {
    expect(names.length).toBeGreaterThan(0);
    expect([...told(title).keys()].toSorted()).toEqual(names);
    for (const why of told(title).values()) expect(why).toMatch(/\S{3}/);
  });

  it(`there are at most ${MOST_AT_RUN_TIME} at run time`, () => {
    const atRunTime = declared('dependencies', (path) => !path.startsWith('bench/'));
    expect(atRunTime.length).toBeGreaterThan(5);
    expect(atRunTime.length).toBeLessThanOrEqual(MOST_AT_RUN_TIME);
  });
});

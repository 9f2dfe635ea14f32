import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkImports } from './check-imports.ts';

/** A small house that keeps to the table; the cases plant violations in a copy of it. */
const SOUND: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true } }',
  'package.json': '{ "name": "house", "private": true, "type": "module" }',
  'packages/engine/package.json': manifest('engine'),
  'packages/engine/src/index.ts': "export { rule } from './rule.ts';\n",
  'packages/engine/src/rule.ts': 'export const rule = 1;\n',
  'packages/matching/package.json': manifest('matching'),
  'packages/matching/src/index.ts': 'export const distance = 1;\n',
  'packages/ledger/package.json': manifest('ledger'),
  'packages/ledger/src/index.ts': "export { createHash } from 'node:crypto';\n",
  'packages/ledger/src/write/tiles.ts': 'export const tiles = 1;\n',
  'packages/client/package.json': manifest('client'),
  'packages/client/src/index.ts': 'export const ask = 1;\n',
  'packages/server/package.json': manifest('server', 'engine', 'matching', 'ledger'),
  'packages/server/src/index.ts': "export { gate } from './gate/index.ts';\n",
  'packages/server/src/gate/index.ts':
    "import { people } from '../people/index.ts';\nexport const gate = people;\n",
  'packages/server/src/gate/store.ts':
    "import { pool } from '../platform/database.ts';\nexport const store = pool;\n",
  'packages/server/src/people/index.ts':
    "import { rule } from '@safeward/engine';\nexport const people = rule;\n",
  'packages/server/src/people/store.ts': 'export const store = 1;\n',
  'packages/server/src/platform/database.ts':
    "import { readFileSync } from 'node:fs';\nexport const pool = readFileSync;\n",
  'packages/cli/package.json': manifest('cli', 'engine', 'server'),
  'packages/cli/src/sound.test.ts': 'export const it = 1;\n',
  'packages/cli/src/main.ts':
    "import { rule } from '@safeward/engine';\nimport { gate } from '@safeward/server';\nexport const main = [rule, gate];\n",
};

/** A file that has no place in the house, what it says, and the rule that must refuse it. */
const PLANTED: readonly (readonly [file: string, text: string, rule: string])[] = [
  [
    'packages/engine/src/a.ts',
    "export { distance } from '@safeward/matching';",
    'engine-imports-only-its-row',
  ],
  [
    'packages/engine/src/b.ts',
    "export type { gate } from '@safeward/server';",
    'engine-imports-only-its-row',
  ],
  ['packages/engine/src/c.ts', "export { readFileSync } from 'node:fs';", 'engine-node-modules'],
  ['packages/engine/src/d.ts', "export { createHash } from 'crypto';", 'engine-node-modules'],
  ['packages/matching/src/a.ts', "export { rule } from '@safeward/engine';", 'matching-imports-only-its-row'],
  ['packages/ledger/src/a.ts', "export { rule } from '@safeward/engine';", 'ledger-imports-only-its-row'],
  ['packages/ledger/src/b.ts', "export { readFileSync } from 'node:fs';", 'ledger-node-modules'],
  [
    'packages/ledger/src/verify/a.ts',
    "export { tiles } from '../write/tiles.ts';",
    'verifier-imports-no-writer',
  ],
  [
    'packages/server/src/a.ts',
    "export { main } from '../../cli/src/main.ts';",
    'server-imports-only-its-row',
  ],
  [
    'packages/server/src/b.ts',
    "export { rule } from '../../engine/src/rule.ts';",
    'engine-is-entered-by-its-door',
  ],
  [
    'packages/server/src/platform/a.ts',
    "export { people } from '../people/index.ts';",
    'platform-imports-no-area',
  ],
  [
    'packages/server/src/gate/a.ts',
    "export { store } from '../people/store.ts';",
    'area-is-entered-by-its-door',
  ],
  [
    'packages/cli/src/a.ts',
    "export { store } from '../../server/src/gate/store.ts';",
    'server-is-entered-by-its-door',
  ],
  ['packages/cli/src/b.ts', "export { ask } from '../../client/src/index.ts';", 'cli-imports-only-its-row'],
  ['packages/cli/src/c.ts', "export * from './c.ts';", 'no-cycles'],
  ['packages/cli/src/e.ts', "export { nothing } from './nowhere.ts';", 'resolvable'],
  ['packages/cli/src/f.ts', "export { it } from './sound.test.ts';", 'tests-are-not-imported'],
  ['packages/cli/src/g.ts', "export { undeclared } from 'undeclared';", 'declared'],
  ['packages/people/src/a.ts', "export { rule } from '../../engine/src/index.ts';", 'package-without-a-row'],
];

const houses: string[] = [];
afterAll(() => {
  for (const house of houses) rmSync(house, { recursive: true, force: true });
});

describe('the import check', () => {
  it('passes a house that keeps to the table, having read all of it', () => {
    expect(checkImports(build(SOUND))).toEqual({ ok: true, modules: 14, problems: [] });
  });

  describe('refuses what is planted', () => {
    const planted = PLANTED.map(([file, text]) => [file, `${text}\n`] as const);
    const report = checkImports(build({ ...SOUND, ...Object.fromEntries(planted) }));

    it.each(PLANTED)('in %s: %s', (file, _text, rule) => {
      expect(report.ok).toBe(false);
      const found = report.problems.filter((problem) => problem.startsWith(`${file} -> `));
      expect(found.join('\n')).toContain(`(${rule})`);
    });

    it('and nothing else', () => {
      const files = PLANTED.map(([file]) => file);
      expect(report.problems.filter((problem) => !files.some((file) => problem.startsWith(file)))).toEqual(
        [],
      );
    });
  });

  it('fails where it read nothing', () => {
    const report = checkImports(
      build({ 'tsconfig.json': '{}', 'elsewhere.ts': '', 'packages/engine/README.md': '' }),
    );
    expect(report).toMatchObject({ ok: false, modules: 0 });
    expect(report.problems.join()).toContain('nothing was checked');
  });
});

function manifest(name: string, ...dependencies: readonly string[]): string {
  return JSON.stringify({
    name: `@safeward/${name}`,
    type: 'module',
    exports: { '.': './src/index.ts' },
    dependencies: Object.fromEntries(dependencies.map((other) => [`@safeward/${other}`, '*'])),
  });
}

function build(files: Readonly<Record<string, string>>): string {
  const house = mkdtempSync(join(tmpdir(), 'safeward-imports-'));
  houses.push(house);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  mkdirSync(join(house, 'node_modules/@safeward'), { recursive: true });
  for (const name of ['engine', 'matching', 'ledger', 'server']) {
    symlinkSync(join('../../packages', name), join(house, 'node_modules/@safeward', name));
  }
  mkdirSync(join(house, 'node_modules/undeclared'));
  writeFileSync(
    join(house, 'node_modules/undeclared/package.json'),
    '{ "name": "undeclared", "exports": "./index.js" }',
  );
  writeFileSync(join(house, 'node_modules/undeclared/index.js'), 'export const undeclared = 1;');
  return house;
}

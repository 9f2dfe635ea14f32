import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needsInstall } from './install-if-needed.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

type Packages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const WANTED: Packages = {
  '': { name: 'root', version: '0.1.0' },
  'packages/a': { name: '@x/a', version: '0.1.0' },
  'node_modules/@x/a': { resolved: 'packages/a', link: true },
  'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' },
  'node_modules/only-elsewhere': { version: '2.0.0', integrity: 'sha512-else', optional: true },
};
const LEFT = 'node_modules/left';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'safeward-install-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function writeLock(path: string, packages: Packages, second: number): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify({ lockfileVersion: 3, packages }));
  utimesSync(join(folder, path), second, second);
}

function without(packages: Packages, ...paths: readonly string[]): Packages {
  return Object.fromEntries(Object.entries(packages).filter(([path]) => !paths.includes(path)));
}

describe('needsInstall', () => {
  it('is true where nothing is installed', () => {
    writeLock('package-lock.json', WANTED, 1_000);
    expect(needsInstall(folder)).toBe(true);
  });

  it('is true where an installation was interrupted, for npm writes its own lockfile last', () => {
    writeLock('package-lock.json', WANTED, 1_000);
    mkdirSync(join(folder, 'node_modules/left'), { recursive: true });
    expect(needsInstall(folder)).toBe(true);
  });

  it('is false where what is installed is younger than the lockfile, whatever it holds', () => {
    writeLock('package-lock.json', WANTED, 1_000);
    writeLock('node_modules/.package-lock.json', {}, 2_000);
    expect(needsInstall(folder)).toBe(false);
  });

  const INSTALLED = without(WANTED, '', 'packages/a');
  it.each<[what: string, installed: Packages, needed: boolean]>([
    ['the same', INSTALLED, false],
    [
      'the same without an optional package of another platform',
      without(INSTALLED, 'node_modules/only-elsewhere'),
      false,
    ],
    ['something more', { ...INSTALLED, 'node_modules/right': { version: '1.0.0' } }, false],
    ['another version', { ...INSTALLED, [LEFT]: { version: '1.0.1', integrity: 'sha512-left' } }, true],
    [
      'other content under the same version',
      { ...INSTALLED, [LEFT]: { version: '1.0.0', integrity: 'sha512-?' } },
      true,
    ],
    ['one package less', without(INSTALLED, LEFT), true],
    ['a workspace less', without(INSTALLED, 'node_modules/@x/a'), true],
    [
      'an optional package in another version',
      { ...INSTALLED, 'node_modules/only-elsewhere': { version: '1.9.0', integrity: 'sha512-old' } },
      true,
    ],
  ])('looks at the content where the lockfile is younger: %s is installed', (_what, installed, needed) => {
    writeLock('package-lock.json', WANTED, 2_000);
    writeLock('node_modules/.package-lock.json', installed, 1_000);
    expect(needsInstall(folder)).toBe(needed);
  });
});

describe('the script', () => {
  /** A repository with one workspace and nothing from a registry: npm needs no network for it. */
  function writeProject(workspaces: readonly string[]): void {
    mkdirSync(join(folder, 'packages/a'), { recursive: true });
    writeFileSync(join(folder, 'packages/a/package.json'), '{ "name": "@x/a", "version": "0.1.0" }');
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'root', version: '0.1.0', type: 'module', private: true, workspaces }),
    );
    writeLock(
      'package-lock.json',
      {
        '': { name: 'root', version: '0.1.0', workspaces: ['packages/*'] },
        'packages/a': { name: '@x/a', version: '0.1.0' },
        'node_modules/@x/a': { resolved: 'packages/a', link: true },
      },
      1_000,
    );
  }

  /** Runs the script from a copy of it in the project, as `npm start` does. */
  function run(): { readonly status: number | null; readonly said: string } {
    for (const file of ['scripts/install-if-needed.js', 'packages/cli/bin/find-node.js']) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      copyFileSync(join(ROOT, file), join(folder, file));
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/install-if-needed.js'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  }

  it('installs what the lockfile names, once, and says so', () => {
    writeProject(['packages/*']);
    expect(run()).toEqual({
      status: 0,
      said: expect.stringMatching(/^Installing packages … .*\nInstalled in \d+ s\.\n$/),
    });
    expect(existsSync(join(folder, 'node_modules/@x/a/package.json'))).toBe(true);
    expect(needsInstall(folder)).toBe(false);
    expect(run()).toEqual({ status: 0, said: '' });
  });

  it('shows what npm says, and what to do, where npm fails', () => {
    writeProject(['packages/*']);
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({
        name: 'root',
        type: 'module',
        private: true,
        dependencies: { nowhere: 'file:nowhere' },
      }),
    );
    const { status, said } = run();
    expect(status).toBe(1);
    expect(said).toContain('npm error');
    expect(said).toContain('Installing packages failed (npm ended with 1). Is the network there?');
  });
});

describe('npm scripts', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };

  it.each(['start', 'test', 'test:long', 'bench', 'check'])(
    'installs what is missing before `npm run %s`',
    (name) => {
      expect(scripts[name]).toBeTypeOf('string');
      expect(scripts[`pre${name}`]).toBe('node scripts/install-if-needed.js');
    },
  );

  it('find all installed here, and say nothing', () => {
    const ran = spawnSync(process.execPath, ['scripts/install-if-needed.js'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ status: ran.status, stdout: ran.stdout, stderr: ran.stderr }).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });
});

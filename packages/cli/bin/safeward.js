#!/usr/bin/env node
// @ts-check
// Plain JavaScript on purpose: the launcher runs under whatever Node the machine came with, finds one that runs
// our TypeScript, and hands everything over to it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findPinnedNode, isNewEnough, whatIsMissing } from './find-node.js';

const self = fileURLToPath(import.meta.url);
const here = dirname(self);
/** TypeScript in a clone; Node does not run it from inside `node_modules`, so what is installed is JavaScript. */
const source = join(here, '..', 'src', 'main.ts');
const main = existsSync(source) ? source : join(here, '..', 'dist', 'main.js');
/** What installs the packages of a clone; an installed package has none, for npm has seen to it. */
const installer = join(here, '..', '..', '..', 'scripts', 'install-if-needed.js');
const clone = existsSync(installer) ? dirname(dirname(installer)) : null;

if (!(await installed())) {
  process.exitCode = 1;
} else if (isNewEnough(process.versions.node)) {
  // Compiled code is kept for the next start, which it makes a third shorter. Not in the system's folder for temporary
  // files, where others can write; if this one cannot be written, nothing is kept.
  if (clone !== null) module.enableCompileCache(join(clone, 'node_modules', '.cache', 'safeward'));
  const { main: run } = await import(pathToFileURL(main).href);
  await run(process.argv.slice(2));
} else {
  const node = findPinnedNode(here);
  if (node === null || node === process.execPath) {
    process.stderr.write(`${whatIsMissing()}\n`);
    process.exitCode = 1;
  } else {
    handOver(node);
  }
}

/**
 * In a clone packages may not be installed yet.
 * @returns {Promise<boolean>} whether they are now
 */
async function installed() {
  if (clone === null) return true;
  const { installIfNeeded } = await import(pathToFileURL(installer).href);
  return installIfNeeded(clone);
}

/**
 * Runs the same under another Node: same streams, same signals, same exit code.
 * @param {string} node
 */
function handOver(node) {
  // The first releases of Node 24 still announce that running TypeScript is experimental.
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', self, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to the child as well, which therefore takes two signals at once for one.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(`Could not start ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // Ends as the child ended, so that a shell sees the same.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

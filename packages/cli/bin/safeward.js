#!/usr/bin/env node
// @ts-check
// Plain JavaScript on purpose: the launcher runs under whatever Node the machine came with, finds one that runs
// our TypeScript, and hands everything over to it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findPinnedNode, isNewEnough, whatIsMissing } from './find-node.js';

const here = dirname(fileURLToPath(import.meta.url));
const main = join(here, '..', 'src', 'main.ts');

if (!(await installed())) {
  process.exitCode = 1;
} else if (isNewEnough(process.versions.node)) {
  const { main: run } = await import(pathToFileURL(main).href);
  await run(process.argv.slice(2));
} else {
  const node = findPinnedNode(here);
  if (node === null) {
    process.stderr.write(`${whatIsMissing()}\n`);
    process.exitCode = 1;
  } else {
    handOver(node);
  }
}

/**
 * In a clone of the repository packages may not be installed yet; in an installed package npm has seen to it.
 * @returns {Promise<boolean>}
 */
async function installed() {
  const script = join(here, '..', '..', '..', 'scripts', 'install-if-needed.js');
  if (!existsSync(script)) return true;
  const { installIfNeeded } = await import(pathToFileURL(script).href);
  return installIfNeeded(dirname(dirname(script)));
}

/**
 * Runs the command under another Node: same streams, same signals, same exit code.
 * @param {string} node
 */
function handOver(node) {
  // The first releases of Node 24 still announce that running TypeScript is experimental.
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
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

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder/data-folder.ts';
import type { Binaries } from './binaries.ts';
import { DatabaseUnavailable } from './errors.ts';
import { asRunAs, type RunAs } from './run-as.ts';

export const DATABASE_USER = 'safeward';

/**
 * Makes the database's folder on the first start. It grows under another name and is moved into place when it
 * is complete and synced, so that a start that was interrupted leaves nothing half made behind.
 *
 * @returns the password of the database
 */
export async function initialise(folder: DataFolder, binaries: Binaries, runAs: RunAs): Promise<string> {
  if (existsSync(join(folder.postgres, 'PG_VERSION'))) return readPassword(folder);

  const password = randomBytes(24).toString('base64url');
  const draft = `${folder.postgres}.new`;
  const passwordFile = `${folder.postgres}.pw`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [draft, passwordFile]) giveTo(runAs, path);
  try {
    await runInitdb(binaries, runAs, draft, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(folder.password, password, { mode: 0o600, flush: true });
  renameSync(draft, folder.postgres);
  return password;
}

function readPassword(folder: DataFolder): string {
  if (!existsSync(folder.password))
    throw new DatabaseUnavailable(
      `${folder.password} is missing: without it the database in ${folder.postgres} cannot be opened. Put it back from a backup.`,
    );
  return readFileSync(folder.password, 'utf8').trim();
}

/**
 * Makes a path and all below it belong to whom the database runs as. A folder that was moved, or that Safeward
 * was started on by root and by somebody else in turn, may belong to another account.
 */
export function giveTo(runAs: RunAs, path: string): void {
  if (runAs.kind === 'self') return;
  const { uid, gid } = runAs.kind === 'account' ? runAs : { uid: 0, gid: 0 };
  if (lstatSync(path).uid === uid) return;
  lchownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(runAs, join(path, name));
}

function runInitdb(binaries: Binaries, runAs: RunAs, draft: string, passwordFile: string): Promise<void> {
  const { program, args, options } = asRunAs(runAs, binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of text on every machine: no locale of the operating system takes part.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new DatabaseUnavailable(`The embedded PostgreSQL could not be set up: ${said.trim() || code}`),
        );
    });
  });
}

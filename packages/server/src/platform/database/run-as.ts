import { type SpawnOptions, spawnSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseUnavailable } from './errors.ts';

/**
 * As whom PostgreSQL's programs run. It refuses to run as root, so where Safeward does, they are started
 * under another account.
 */
export type RunAs =
  | { readonly kind: 'self' }
  /** The account that owns nothing. */
  | { readonly kind: 'account'; readonly uid: number; readonly gid: number }
  /** Root that looks like an ordinary account from inside: for folders that no other account can enter. */
  | { readonly kind: 'user-namespace' };

/**
 * @param paths what the programs must be able to reach: themselves and the data folder
 * @throws {DatabaseUnavailable} as root, where neither way works
 */
export function chooseRunAs(paths: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const nobody = findNobody();
  const closed = nobody ? paths.flatMap((path) => closedAncestor(path, nobody) ?? [])[0] : undefined;
  if (nobody && closed === undefined) return { kind: 'account', ...nobody };
  if (hasUserNamespaces()) return { kind: 'user-namespace' };
  throw new DatabaseUnavailable(
    `PostgreSQL does not run as root, and ${closed ? `another account cannot enter ${closed}` : 'there is no account “nobody” to run it as'}. Use a data folder that others may pass through (chmod o+x), start Safeward as another user, or give it a database with DATABASE_URL.`,
  );
}

/** Command and options to start a program in that way. */
export function asRunAs(
  runAs: RunAs,
  program: string,
  args: readonly string[],
): { readonly program: string; readonly args: readonly string[]; readonly options: SpawnOptions } {
  switch (runAs.kind) {
    case 'self':
      return { program, args, options: {} };
    case 'account':
      return { program, args, options: { uid: runAs.uid, gid: runAs.gid } };
    case 'user-namespace':
      // unshare replaces itself by the program: the process number we see is the program's.
      return { program: 'unshare', args: ['-U', '--map-user=1000', '--', program, ...args], options: {} };
  }
}

function findNobody(): { uid: number; gid: number } | undefined {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith('nobody:'));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
  } catch {
    return undefined;
  }
}

/** The first folder on the way to a path that the account may not pass through. */
function closedAncestor(path: string, account: { uid: number; gid: number }): string | null {
  for (let at = dirname(path); ; at = dirname(at)) {
    const { mode, uid, gid } = lstatSync(at);
    const needed = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & needed) === 0) return at;
    if (at === dirname(at)) return null;
  }
}

function hasUserNamespaces(): boolean {
  return spawnSync('unshare', ['-U', '--map-user=1000', '--', 'true']).status === 0;
}

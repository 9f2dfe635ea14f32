import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test-kit/index.ts';
import { asRunAs, chooseRunAs } from './run-as.ts';

const root = process.getuid?.() === 0;

describe('as whom the database runs', () => {
  it.runIf(!root)('is as ourselves', () => {
    expect(chooseRunAs(['/'])).toEqual({ kind: 'self' });
  });

  it.runIf(root)('is as nobody where root starts it and nobody can pass', () => {
    const folder = temporaryFolder();
    expect(chooseRunAs([join(folder.path, 'postgres')])).toMatchObject({ kind: 'account' });
    folder.remove();
  });

  it.runIf(root)(
    'is as an account in a namespace where nobody cannot pass, or is refused naming the folder',
    () => {
      const folder = temporaryFolder();
      const closed = join(folder.path, 'closed');
      mkdirSync(closed);
      chmodSync(closed, 0o700);
      try {
        expect(chooseRunAs([join(closed, 'postgres')])).toEqual({ kind: 'user-namespace' });
      } catch (error) {
        expect(String(error)).toContain(closed);
      }
      folder.remove();
    },
  );

  it.each([
    [{ kind: 'self' } as const, { program: 'postgres', args: ['-D', 'x'], options: {} }],
    [
      { kind: 'account', uid: 65534, gid: 65534 } as const,
      { program: 'postgres', args: ['-D', 'x'], options: { uid: 65534, gid: 65534 } },
    ],
    [
      { kind: 'user-namespace' } as const,
      { program: 'unshare', args: ['-U', '--map-user=1000', '--', 'postgres', '-D', 'x'], options: {} },
    ],
  ])('%j becomes a command', (runAs, command) => {
    expect(asRunAs(runAs, 'postgres', ['-D', 'x'])).toEqual(command);
  });
});

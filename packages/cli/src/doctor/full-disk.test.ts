import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '@safeward/server';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { lookAtFolder } from './folder.ts';

const disk = join(temporaryFolder(), 'disk');
mkdirSync(disk);
const mounted =
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=711', 'safeward', disk]).status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', [disk]);
});

describe.skipIf(!mounted)(
  `a full disk (${mounted ? 'a small one in memory' : 'none can be mounted here'})`,
  () => {
    it('is named, with what to do', () => {
      const data = join(disk, 'data');
      mkdirSync(data);
      expect(lookAtFolder(dataFolderAt(data))[0]).toMatchObject({ check: 'folder', state: 'fine' });
      expect(() => writeFileSync(join(disk, 'filler'), Buffer.alloc(2 * 1024 * 1024))).toThrow('ENOSPC');
      expect(lookAtFolder(dataFolderAt(data))).toEqual([
        {
          check: 'folder',
          state: 'broken',
          said: `${data} cannot be written: the disk is full`,
          mend: 'make room on the disk that it is on; nothing else is needed',
        },
      ]);
    });
  },
);

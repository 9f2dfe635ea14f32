import type { Command } from 'commander';
import { defineGroup, type Finish } from '../define.ts';
import { keysCreateCommand } from './keys-create.ts';
import { keysListCommand } from './keys-list.ts';
import { keysRevokeCommand } from './keys-revoke.ts';

export function keysCommand(finish: Finish): Command {
  return defineGroup(
    {
      name: 'keys',
      description: 'Makes, lists and revokes the keys that services call with.',
      examples: ['safeward keys create --name chat --scopes decide', 'safeward keys list'],
    },
    [keysCreateCommand(finish), keysListCommand(finish), keysRevokeCommand(finish)],
  );
}

import { Command } from 'commander';
import type { Finish } from '../define.ts';
import { keysCreateCommand } from './keys-create.ts';
import { keysListCommand } from './keys-list.ts';
import { keysRevokeCommand } from './keys-revoke.ts';

export function keysCommand(finish: Finish): Command {
  const command = new Command('keys').description(
    'Makes, lists and revokes the keys that services call with.',
  );
  for (const part of [keysCreateCommand, keysListCommand, keysRevokeCommand])
    command.addCommand(part(finish));
  return command;
}

import type { Command } from 'commander';
import { addSettingOptions, sourcesOf } from '../config/options.ts';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { SERVE_SETTINGS } from './serve.ts';

export function doctorCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'doctor',
    description: 'Says what is wrong here, and how to mend it; changes nothing.',
    json: 'print one object: ok, checks, each with check, state, said, mend',
    examples: ['safeward doctor', 'safeward doctor --data /var/lib/safeward --json'],
    exits: [EXIT.checkFailed],
    more:
      'It looks at the settings, the disk, the database, what is in force, keys, records, holds, webhooks, the spool and the\n' +
      'port, beside a running server or without one. ✓ is fine, ! works but wants somebody to look at it, ✗ is to be mended.',
  });
  return addSettingOptions(command, SERVE_SETTINGS).action(async ({ json }: { readonly json?: true }) => {
    const { doctor } = await import('../doctor/doctor.ts');
    finish(await doctor(sourcesOf(command, SERVE_SETTINGS), json === true));
  });
}

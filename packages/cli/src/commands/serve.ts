import type { Command } from 'commander';
import { addSettings } from '../config/options.ts';
import { ALL_SETTINGS, type SettingName } from '../config/settings.ts';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import type { ServeOptions } from '../server/serve.ts';

/** Every setting there is: what the server does not take is none. */
export const SERVE_SETTINGS: readonly SettingName[] = ALL_SETTINGS.map(({ name }) => name);

export function serveCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'serve',
    description: 'Starts the service: takes events over HTTP, answers with decisions, keeps the records.',
    json: 'print {"url","key","data"} as the first line; key is null on later starts',
    examples: [
      'safeward serve',
      'safeward serve --port 0 --json',
      'safeward serve --shadow --require-approval',
      'DATABASE_URL=postgresql://safeward@db/safeward safeward serve --host 0.0.0.0 --practice my-practice',
    ],
    exits: [EXIT.checkFailed],
    more:
      'The first start on an empty folder makes a key with every scope, and puts the practice `starter` in force unless\n' +
      'another is given; later starts go on with the practice that was in force. Ctrl-C answers what was accepted and stops.',
  });
  return addSettings(command, SERVE_SETTINGS).action(async (options: ServeOptions) => {
    const { serve } = await import('../server/serve.ts');
    await serve(options);
    finish(EXIT.fine);
  });
}

import { type Command, InvalidArgumentError } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { addDataOptions } from '../server/options.ts';
import type { ServeOptions } from '../server/serve.ts';

/** Where Safeward listens unless told otherwise. */
export const DEFAULT_PORT = 8080;
export const DEFAULT_HOST = '127.0.0.1';

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
  return addDataOptions(addListenOptions(command))
    .option('--practice <dir>', 'put this code of practice in force')
    .option('--key-file <file>', 'write the first key here as well, readable by its owner only')
    .option('--shadow', 'decide without effect: every answer is allow, with what would have been')
    .option('--require-approval', 'a practice acts only when a second person has approved it; stays so')
    .option('--no-require-approval', 'a practice acts as soon as one person says so')
    .action(async (options: ServeOptions) => {
      const { serve } = await import('../server/serve.ts');
      await serve(options);
      finish(EXIT.fine);
    });
}

export function addListenOptions(command: Command): Command {
  return command
    .option('--port <port>', 'the port to listen on; 0 takes a free one', parsePort, DEFAULT_PORT)
    .option('--host <address>', 'the address to listen on; 0.0.0.0 is every one', DEFAULT_HOST);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

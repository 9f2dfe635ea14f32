import type { Command } from 'commander';
import { addSettings } from '../config/options.ts';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import type { DemoOptions } from '../server/demo.ts';

export function demoCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'demo',
    description:
      'Shows Safeward at work on an hour of an invented service, then keeps serving. `npm start` runs it.',
    json: 'print each decision as a line, then {"url","key","data"}',
    examples: ['safeward demo', 'safeward demo --port 0 --data /tmp/safeward-demo'],
    exits: [EXIT.checkFailed],
    more: 'A second start gets the recorded decisions of the first again; remove the data folder to begin anew.',
  });
  return addSettings(command, ['data', 'database', 'host', 'port', 'practice', 'environment']).action(
    async (options: DemoOptions) => {
      const { demo } = await import('../server/demo.ts');
      await demo(options);
      finish(EXIT.fine);
    },
  );
}

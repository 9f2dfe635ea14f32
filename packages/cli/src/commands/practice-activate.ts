import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { describeActivation } from '../output/activations.ts';
import { parseDuration, parseGuard, parseShare, type StageOptions, toRequest } from '../practice/asked.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson } from '../terminal.ts';

interface Options extends DataOptions, StageOptions {
  readonly json?: true;
}

export function activateCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'activate',
    description: 'Puts an uploaded practice in force, in every server on the database within a second.',
    json: 'print the activation as one object',
    examples: [
      'safeward practice activate my-service@0.2.0 --shadow',
      'safeward practice activate my-service@0.2.0 --share 10% --guard held=5%',
      'safeward practice activate my-service@0.2.0',
      'safeward practice activate flood@1.0.0 --overlay --for 6h --reason "the river rises"',
    ],
    exits: [EXIT.checkFailed, EXIT.testsFailed],
    more:
      'A guard is written WHAT=SHARE%[/MINUTESm][/COUNT], where WHAT is errors, degraded, held or blocked: when more than that\n' +
      'share of at least COUNT (100) decisions of the last MINUTES (5) is so, the activation ends by itself, and what was\n' +
      'enforced before is in force again.',
  });
  return addDataOptions(command)
    .argument('<version>', 'NAME@VERSION, a hash, or its first eight digits')
    .option('--shadow', 'decide by it beside what is in force, and only report')
    .option('--share <percent>', 'let it act for this share of actors, always the same ones', parseShare)
    .option('--overlay', 'lay it over what is in force: the strictest of both acts')
    .option('--for <time>', 'how long an overlay lasts: 90m, 6h, 2d', parseDuration)
    .option('--guard <guard>', 'what ends it by itself, such as held=5%; may be repeated', parseGuard, [])
    .option('--reason <text>', 'why, for who reads the history', '')
    .action(async (called: string, options: Options) => {
      const [{ activate }, { completeGuard }] = await Promise.all([
        import('../server/practices.ts'),
        import('@safeward/server'),
      ]);
      const activation = await activate(called, toRequest(options, completeGuard, new Date()), options);
      if (options.json) await printJson(activation);
      else await print(describeActivation(activation));
      finish(EXIT.fine);
    });
}

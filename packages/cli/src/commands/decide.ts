import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import type { DecideOptions } from '../events/decide.ts';
import { EXIT } from '../exit.ts';

export function decideCommand(finish: Finish): Command {
  return defineCommand({
    name: 'decide',
    description:
      'Decides the events of a file, without a server: JSON lines in, JSON lines out, in the same order.',
    json: 'print JSON lines, as where the output is no terminal',
    examples: [
      'safeward decide events.jsonl',
      'safeward decide --practice my-practice --summary events.jsonl > decisions.jsonl',
      'safeward decide --history conversations.jsonl',
      'tail -f events.jsonl | safeward decide -',
    ],
    exits: [EXIT.checkFailed],
    more:
      'Every line that is not blank gets one line. One that is no event gets {"error": …, "line": N} in its place,\n' +
      'and the command ends with 2 when it has decided all others. Counts go to standard error.',
  })
    .argument('<file>', 'a file of JSON lines, one event each; - for standard input')
    .option(
      '--practice <dir>',
      'decide by this code of practice; without it by the starter that Safeward comes with',
    )
    .option(
      '--history',
      'fold the events, in the order of the file, into a history kept in memory: what `history` and `contact` read',
    )
    .option('--explain', 'add the trace of every measure: matched, or not because of which part')
    .option('--summary', 'print the counts at the end also with --json, then as JSON')
    .action(async (file: string, options: DecideOptions) => {
      // Loaded here, not above: the engine takes a third of a second, which other commands need not wait for.
      const { decideFile } = await import('../events/decide.ts');
      finish(await decideFile(file, options));
    });
}

import { type Command, InvalidArgumentError } from 'commander';
import type { BacktestOptions } from '../backtest/options.ts';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { addDataOptions } from '../server/options.ts';

const MAX_SAMPLES = 100;
const MAX_THREADS = 256;

export function backtestCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'backtest',
    description:
      'Says what a code of practice would have done otherwise with the past, before it is in force.',
    json: 'print one object: complete, compared, changes, by, measures, resolved, samples and more',
    examples: [
      'safeward backtest --practice my-practice --since 7d',
      'safeward backtest --practice my-practice --from events.jsonl --against practices/starter',
      'safeward backtest --resume safeward-backtest.resume.json',
    ],
    exits: [EXIT.checkFailed],
    more:
      'Nothing is recorded, and nothing that is recorded is changed. A line of the file is an event, or\n' +
      '{"event": {…}, "decision": {"action", "reasons", …}, "resolution": {"by", "outcome"}}. Lines that are neither are\n' +
      'named and counted, and the command ends with 2 when it has counted all others.\n' +
      'Ctrl-C counts what was begun, prints what there is, and writes a file from which --resume goes on; the command then\n' +
      'ends as one that was interrupted. Such a file holds samples of what people wrote, and is removed when it was used.',
  });
  return addDataOptions(command)
    .option('--practice <dir>', 'the code of practice that is tried')
    .option(
      '--since <span>',
      'read the records, from 24h, 7d or 2w ago, from a day, or from a time with a zone',
    )
    .option('--imported', 'read the events that `safeward import events` took in')
    .option('--from <file>', 'read a file of JSON lines instead; - for standard input')
    .option(
      '--against <dir>',
      'what events are compared by that come without a decision; by itself the practice in force in the data folder, or the starter',
    )
    .option('--afresh', 'pass over what was decided then, and decide both sides again')
    .option('--samples <n>', 'events to show for each change and measure (3)', countUpTo(0, MAX_SAMPLES))
    .option(
      '--threads <n>',
      'how much is counted at once, as many as there are cores; fewer leave room for a server beside it',
      countUpTo(1, MAX_THREADS),
    )
    .option('--resume <file>', 'go on where an earlier run was stopped')
    .action(async (options: BacktestOptions) => {
      const { backtest } = await import('../backtest/backtest.ts');
      finish(await backtest(options));
    });
}

function countUpTo(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (!/^\d{1,3}$/.test(text) || count < least || count > most)
      throw new InvalidArgumentError(`It takes a number from ${least} to ${most}.`);
    return count;
  };
}

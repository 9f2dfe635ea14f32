import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { addData, addTrim } from '../poll/options.ts';
import type { WeightOptions } from '../poll/weight.ts';

export function weightCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'weight',
    description: 'Weights respondents so that they look like the population.',
    json: 'print one object: weights (id, weight), deff, effective_base; where it fails, problems',
    examples: [
      'safeward poll weight --data poll.csv --targets targets.json',
      'safeward poll weight --data poll.csv --targets targets.json --trim 0.2,5 --json',
    ],
    more: 'Rakes to all margins of the targets at once; a single margin, crossed or not, is post-stratification. The\nmean weight is 1. Without --json it prints how the margins came out. docs/polls.md has the formulas.',
    exits: [EXIT.checkFailed],
  });
  return addTrim(addData(command).requiredOption('--targets <file>', 'margins of the population: JSON'))
    .option('--codebook <file>', 'which column is the id, and where weights start: JSON')
    .option('--out <file>', 'write the weights into this CSV file')
    .action(async (options: WeightOptions) => {
      const { weightPoll } = await import('../poll/weight.ts');
      finish(await weightPoll(options));
    });
}

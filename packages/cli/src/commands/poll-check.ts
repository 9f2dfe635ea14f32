import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import type { CheckOptions } from '../poll/check.ts';
import { addData, addTrim } from '../poll/options.ts';

export function checkCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'check',
    description: 'Names every problem of a data set and its design, with row and column.',
    json: 'print one object: ok, respondents, problems (kind, detail, in, pointer, row, column, count)',
    examples: [
      'safeward poll check --data poll.csv --targets targets.json --codebook codebook.json',
      'safeward poll check --data poll.csv --targets targets.json --trim 0.2,5 --json',
    ],
    more: 'The first respondent is row 1; the header is not counted. What only weighting shows is told as well: margins\nthat cannot be kept together, bounds that cannot be kept.',
    exits: [EXIT.checkFailed],
  });
  return addTrim(
    addData(command)
      .option('--targets <file>', 'margins of the population: JSON')
      .option('--codebook <file>', 'questions with their wording, and breaks: JSON'),
  ).action(async (options: CheckOptions) => {
    const { checkPoll } = await import('../poll/check.ts');
    finish(await checkPoll(options));
  });
}

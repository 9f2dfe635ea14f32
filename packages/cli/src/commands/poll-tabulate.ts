import type { TestAsked } from '@safeward/polls';
import { type Command, InvalidArgumentError } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { addData, addTrim } from '../poll/options.ts';
import type { TabulateOptions } from '../poll/tabulate.ts';

export function tabulateCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'tabulate',
    description: 'Makes the tables of a poll: bases, percentages, errors, letters, by every break.',
    json: 'print one object: weights_summary, questions, and the Rao–Scott tests; where it fails, problems',
    examples: [
      'safeward poll tabulate --data poll.csv --targets targets.json --codebook codebook.json',
      'safeward poll tabulate --data poll.csv --targets targets.json --codebook codebook.json --trim 0.2,5 --json',
      'safeward poll tabulate --data poll.csv --codebook codebook.json --out tables.html --out tables.csv',
    ],
    more: 'Without --out and --json it prints what everybody answered. Without --targets nobody is weighted.',
    exits: [EXIT.checkFailed],
  });
  return addTrim(
    addData(command)
      .requiredOption('--codebook <file>', 'questions with their wording, and breaks: JSON')
      .option('--targets <file>', 'margins of the population: JSON'),
  )
    .option(
      '--out <file>',
      'write the tables into this file, by its ending: .html, .csv, .xlsx; may be repeated',
      gather,
    )
    .option('--charts <folder>', 'write a chart of each question into this folder, as SVG')
    .option('--test <question:break>', 'a Rao–Scott test to make; may be repeated', gatherTest)
    .action(async (options: TabulateOptions) => {
      const { tabulatePoll } = await import('../poll/tabulate.ts');
      finish(await tabulatePoll(options));
    });
}

function gather(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function gatherTest(text: string, before: readonly TestAsked[] = []): readonly TestAsked[] {
  const [question = '', column = '', ...more] = text.split(':');
  if (question === '' || column === '' || more.length > 0)
    throw new InvalidArgumentError('A test is a question and a break, such as q1:gender.');
  return [...before, [question, column]];
}

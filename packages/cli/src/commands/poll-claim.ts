import type { Group } from '@safeward/polls';
import { type Command, InvalidArgumentError } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import type { ClaimOptions } from '../poll/claim.ts';
import { addData, addTrim } from '../poll/options.ts';

export function claimCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'claim',
    description: 'Holds a sentence against a poll: which columns support it, and whether their intervals do.',
    json: 'print one object: claim, reading, verdict, why, cells',
    examples: [
      "safeward poll claim 'an overwhelming majority back prosecution' --question q1 --answer Support \\\n      --data poll.csv --targets targets.json --codebook codebook.json",
      "safeward poll claim 'women back it more than men' --question q1 --answer Support --among gender=Female \\\n      --than gender=Male --data poll.csv --targets targets.json --codebook codebook.json",
    ],
    more: 'Read are percentages, “two in three”, “nearly half”, and words: a majority is more than 50 %, a large one at least\n60 %, an overwhelming one at least 75 %. Ends with 3 where the claim is uncertain or not supported.',
    exits: [EXIT.checkFailed],
  });
  return addTrim(
    addData(command)
      .requiredOption('--codebook <file>', 'questions with their wording, and breaks: JSON')
      .option('--targets <file>', 'margins of the population: JSON'),
  )
    .argument('<text>', 'the claim')
    .requiredOption('--question <id>', 'the question that it is about')
    .requiredOption('--answer <text>', 'the answer that it is about; repeated, they are added up', gather)
    .option('--among <break=category>', 'of whom it speaks; everybody, if left out', parseGroup)
    .option('--than <break=category>', 'whom those are compared with', parseGroup)
    .action(async (text: string, options: ClaimOptions) => {
      const { claimPoll } = await import('../poll/claim.ts');
      finish(await claimPoll(text, options));
    });
}

function gather(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function parseGroup(text: string): Group {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new InvalidArgumentError('A group is a break and a category, such as gender=Female.');
  return { column: text.slice(0, at), category: text.slice(at + 1) };
}

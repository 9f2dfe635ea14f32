import type { Command } from 'commander';
import { defineGroup, type Finish } from '../define.ts';
import { checkCommand } from './poll-check.ts';
import { claimCommand } from './poll-claim.ts';
import { tabulateCommand } from './poll-tabulate.ts';
import { weightCommand } from './poll-weight.ts';

export function pollCommand(finish: Finish): Command {
  return defineGroup(
    {
      name: 'poll',
      description: 'Weights and tabulates opinion polls, and holds claims against them.',
      examples: [
        'safeward poll check --data poll.csv --targets targets.json --codebook codebook.json',
        'safeward poll tabulate --data poll.csv --targets targets.json --codebook codebook.json --out tables.html',
      ],
    },
    [weightCommand(finish), tabulateCommand(finish), checkCommand(finish), claimCommand(finish)],
  );
}

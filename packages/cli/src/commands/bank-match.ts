import { type Command, InvalidArgumentError } from 'commander';
import { defineCommand, type Finish } from '../define.ts';

export interface MatchOptions {
  readonly json?: true;
  readonly base: string;
  readonly queries: string;
  readonly radius: number;
}

export function bankMatchCommand(finish: Finish): Command {
  return defineCommand({
    name: 'match',
    description: 'Counts which hashes of one file are near which of another, and says how long that takes.',
    json: 'print one object: build_s, queries_per_s, pairs',
    examples: [
      'safeward bank match --base known.bin --queries uploads.bin',
      'safeward bank match --base known.bin --queries uploads.bin --radius 20 --json',
    ],
    more:
      'Both files hold hashes of 32 bytes each, one after another, and nothing else. No pair is ever missed. It runs in one\n' +
      'thread; reading the files does not count, nor does making the index when the queries are timed.',
  })
    .requiredOption('--base <file>', 'the hashes to look in')
    .requiredOption('--queries <file>', 'the hashes to look for')
    .option('--radius <bits>', 'how many of the 256 bits may differ', parseRadius, 31)
    .action(async (options: MatchOptions) => {
      const { matchFiles } = await import('../banks/match.ts');
      finish(await matchFiles(options));
    });
}

function parseRadius(text: string): number {
  const radius = Number(text);
  if (!/^\d+$/.test(text) || radius > 256)
    throw new InvalidArgumentError('It is a whole number from 0 to 256.');
  return radius;
}

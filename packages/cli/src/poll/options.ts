import type { Bounds } from '@safeward/polls';
import { type Command, InvalidArgumentError } from 'commander';

export interface DataOptions {
  readonly data: string;
  readonly json?: true;
}

export function addData(command: Command): Command {
  return command.requiredOption(
    '--data <file>',
    'respondents: a CSV file with a header, or an SPSS file (.sav)',
  );
}

export function addTrim(command: Command): Command {
  return command.option(
    '--trim <low,high>',
    'keep weights within these multiples of their mean, such as 0.2,5, and the margins as well',
    parseBounds,
  );
}

function parseBounds(text: string): Bounds {
  const [lower = Number.NaN, upper = Number.NaN, ...more] = text
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (more.length > 0 || !(lower >= 0 && lower < 1 && upper > 1 && Number.isFinite(upper)))
    throw new InvalidArgumentError('Bounds are two numbers, one below and one above 1, such as 0.2,5.');
  return { lower, upper };
}

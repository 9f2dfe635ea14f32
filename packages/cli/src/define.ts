import { Command } from 'commander';
import { describeExits, type ExitCode } from './exit.ts';

/** Told what the process shall end with. */
export type Finish = (code: ExitCode) => void;

/** What every command has: what it is for, an example, its exit codes, and `--json`. */
export interface Definition {
  readonly name: string;
  readonly description: string;
  /** What `--json` prints. */
  readonly json: string;
  readonly examples: readonly string[];
  /** Beside those that every command has. */
  readonly exits?: readonly ExitCode[];
  /** A paragraph below the options. */
  readonly more?: string;
}

/** A command that only has others below it. */
export function defineGroup(
  { name, description, examples }: Pick<Definition, 'name' | 'description' | 'examples'>,
  parts: readonly Command[],
): Command {
  const group = new Command(name)
    .description(description)
    .addHelpText('after', `\nExamples:\n${indented(examples)}\n\n${describeExits([])}`);
  for (const part of parts) group.addCommand(part);
  return group;
}

function indented(examples: readonly string[]): string {
  return examples.map((example) => `  ${example}`).join('\n');
}

export function defineCommand({ name, description, json, examples, exits = [], more }: Definition): Command {
  const parts = [
    ...(more === undefined ? [] : [more]),
    `Examples:\n${indented(examples)}`,
    describeExits(exits),
  ];
  return new Command(name)
    .description(description)
    .option('--json', json)
    .showHelpAfterError(`(safeward ${name} --help shows how it is used)`)
    .addHelpText('after', `\n${parts.join('\n\n')}`);
}

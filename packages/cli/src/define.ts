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

export function defineCommand({ name, description, json, examples, exits = [], more }: Definition): Command {
  const parts = [
    ...(more === undefined ? [] : [more]),
    `Examples:\n${examples.map((example) => `  ${example}`).join('\n')}`,
    describeExits(exits),
  ];
  return new Command(name)
    .description(description)
    .option('--json', json)
    .showHelpAfterError(`(safeward ${name} --help shows how it is used)`)
    .addHelpText('after', `\n${parts.join('\n\n')}`);
}

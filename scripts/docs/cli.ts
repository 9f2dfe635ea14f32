import type { Command } from 'commander';
import { createProgram } from '../../packages/cli/src/program.ts';
import { page, wrap } from './markdown.ts';

const WIDTH = 100;

/** `docs/reference/cli.md`: what every command says with `--help`. */
export function cliPage(): string {
  const program = createProgram(() => {});
  return page(
    '# The command: reference',
    wrap(
      'What `safeward` says of itself. In a clone of the repository it is `npx safeward`. Results go to standard output, words about them to standard error; with `--json` a program can read the results. Colours appear on a terminal only, and never with `NO_COLOR`. With `SAFEWARD_DEBUG=1` a bug also shows where it happened.',
    ),
    ...commandParts(program, ''),
  );
}

function commandParts(command: Command, before: string): readonly string[] {
  const name = `${before}${command.name()}`;
  const subs = command.commands.filter((sub) => sub.name() !== 'help');
  return [
    `## ${name}`,
    `\`\`\`text generated\n${helpOf(command).trimEnd()}\n\`\`\``,
    ...subs.flatMap((sub) => commandParts(sub, `${name} `)),
  ];
}

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
    getOutHelpWidth: () => WIDTH,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return help;
}

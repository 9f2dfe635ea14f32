import { Argument, type Command } from 'commander';
import { COMPLETIONS, SHELLS, type Shell } from '../completion/scripts.ts';
import { placesOf } from '../completion/tree.ts';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { print, printJson } from '../terminal.ts';

/** @param whole the program with all its commands, asked for when the script is wanted */
export function completionCommand(finish: Finish, whole: () => Command): Command {
  return defineCommand({
    name: 'completion',
    description: 'Prints a script that lets a shell complete the commands.',
    json: 'print one object: shell, script',
    examples: [
      'source <(safeward completion bash)',
      'source <(safeward completion zsh)',
      'safeward completion fish | source',
    ],
    more: 'Put the line for your shell into the file that it reads at its start.',
  })
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .action(async (shell: Shell, { json }: { readonly json?: true }) => {
      const script = COMPLETIONS[shell](placesOf(whole()));
      if (json) await printJson({ shell, script });
      else await print(script);
      finish(EXIT.fine);
    });
}

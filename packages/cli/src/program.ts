import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { backtestCommand } from './commands/backtest.ts';
import { bankCommand } from './commands/bank.ts';
import { completionCommand } from './commands/completion.ts';
import { configCommand } from './commands/config.ts';
import { decideCommand } from './commands/decide.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evidenceCommand } from './commands/evidence.ts';
import { hashCommand } from './commands/hash.ts';
import { heldCommand } from './commands/held.ts';
import { importCommand } from './commands/import.ts';
import { keysCommand } from './commands/keys.ts';
import { pollCommand } from './commands/poll.ts';
import { practiceCommand } from './commands/practice.ts';
import { replayCommand } from './commands/replay.ts';
import { serveCommand } from './commands/serve.ts';
import { signalsCommand } from './commands/signals.ts';
import type { Finish } from './define.ts';
import { describeExits, EXIT } from './exit.ts';

/**
 * The command with all its subcommands.
 *
 * @param finish told what the process shall end with
 */
export function createProgram(finish: Finish): Command {
  const program = new Command('safeward')
    .description(
      'Decides every interaction before it is delivered, under a code of practice anyone can read and test.',
    )
    .version(version(), '-V, --version')
    .configureHelp({ showGlobalOptions: false })
    .addHelpText(
      'after',
      '\nExamples:\n  safeward demo\n  safeward decide events.jsonl\n  safeward practice new my-practice\n\n' +
        `${describeExits([EXIT.checkFailed, EXIT.testsFailed])}\n\n\`safeward COMMAND --help\` has more.`,
    );
  const commands = [
    demoCommand(finish),
    serveCommand(finish),
    decideCommand(finish),
    signalsCommand(finish),
    backtestCommand(finish),
    practiceCommand(finish),
    importCommand(finish),
    hashCommand(finish),
    bankCommand(finish),
    heldCommand(finish),
    evidenceCommand(finish),
    replayCommand(finish),
    pollCommand(finish),
    keysCommand(finish),
    configCommand(finish),
    doctorCommand(finish),
    completionCommand(finish, () => program),
  ];
  for (const command of commands) program.addCommand(command);
  return throwing(program);
}

/** Commander would exit at once; thrown, its errors reach `main.ts`, which knows our exit codes. */
function throwing(command: Command): Command {
  command.exitOverride();
  for (const sub of command.commands) throwing(sub);
  return command;
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '?';
}

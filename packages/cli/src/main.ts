import { pathToFileURL } from 'node:url';
import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit.ts';
import { Mistake } from './mistake.ts';
import { createProgram } from './program.ts';
import { say, watchOutput } from './terminal.ts';

/**
 * The `safeward` command: the outermost door. What the user can put right ends in one sentence; what nobody
 * foresaw is a bug, and says so.
 *
 * Sets the exit code instead of exiting, so that everything written is written out.
 *
 * @param argv without the program's own name
 */
export async function main(argv: readonly string[]): Promise<void> {
  watchOutput();
  process.exitCode = await run(argv);
}

async function run(argv: readonly string[]): Promise<ExitCode> {
  let exit: ExitCode = EXIT.fine;
  const program = createProgram((code) => {
    exit = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    // Commander has printed what it has to say by now.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    if (error instanceof Mistake) {
      say(error.message);
      return error.exit;
    }
    reportBug(error);
    return EXIT.bug;
  }
}

function reportBug(error: unknown): void {
  const what = error instanceof Error ? error.message : String(error);
  say(`This is a bug in Safeward: ${what}`);
  if (process.env.SAFEWARD_DEBUG === '1') say(error instanceof Error ? (error.stack ?? '') : '');
  else
    say(
      'Please report it with what you did (CONTRIBUTING.md says how); SAFEWARD_DEBUG=1 shows where it happened.',
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));

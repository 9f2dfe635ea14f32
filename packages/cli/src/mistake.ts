import { EXIT, type ExitCode } from './exit.ts';

/**
 * Something the user can put right: a file that is not there, a port that is taken. It is thrown to the outermost
 * door, `main.ts`, which prints the sentence, without a stack, and ends with the exit code.
 */
export class Mistake extends Error {
  readonly exit: ExitCode;

  constructor(sentence: string, exit: ExitCode = EXIT.usage) {
    super(sentence);
    this.exit = exit;
  }
}

/** Words for what the operating system refused, without its call names. */
const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is not a folder',
  EEXIST: 'something else of that name is there',
  EMFILE: 'too many files are open',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
};

/** The reason in words, or null where the error is none of the operating system's refusals. */
export function systemReason(error: unknown): string | null {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return (typeof code === 'string' && SYSTEM[code]) || null;
}

/** Turns a refusal of the operating system into a mistake; anything else is a bug and passes through. */
export function asMistake(error: unknown, what: string): unknown {
  const reason = systemReason(error);
  return reason === null ? error : new Mistake(`${what}: ${reason}.`);
}

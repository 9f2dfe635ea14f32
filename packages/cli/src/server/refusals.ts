import {
  DatabaseUnavailable,
  DataFolderInUse,
  KeyFileExists,
  NoPractice,
  PracticeRefused,
} from '@safeward/server';
import { EXIT } from '../exit.ts';
import { Mistake, systemReason } from '../mistake.ts';
import { formatErrors } from '../output/findings.ts';

/** What the command was asked to use, for sentences about it. */
export interface Asked {
  readonly data: string;
  readonly port?: number;
  readonly practice?: string;
}

/** Turns what the server refuses into a sentence for the user; anything else is a bug and passes through. */
export function fromServer(error: unknown, asked: Asked): unknown {
  if (error instanceof PracticeRefused) {
    const findings = formatErrors(error.findings, { folder: asked.practice ?? '', stream: process.stderr });
    return new Mistake(`${findings}The practice cannot be used.`, EXIT.checkFailed);
  }
  const forPeople = [DatabaseUnavailable, DataFolderInUse, KeyFileExists, NoPractice];
  if (error instanceof Error && forPeople.some((kind) => error instanceof kind))
    return new Mistake(error.message);
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new Mistake(
      `Port ${asked.port} is taken by another program; choose another with --port (0 takes a free one).`,
    );
  }
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    return new Mistake(`The server cannot listen there (${code}); see --host and --port.`);
  }
  const reason = systemReason(error);
  return reason === null ? error : new Mistake(`${path ?? asked.data} cannot be used: ${reason}.`);
}

import { userInfo } from 'node:os';
import {
  type Activation,
  type ActivationRequest,
  activatePractice,
  approveActivation,
  endActivation,
  examineHere,
  listActivations,
  listVersions,
  PRACTICE_PROBLEMS,
  type Result,
  rollBack,
  type Uploaded,
  uploadPractice,
  type Version,
} from '@safeward/server';
import { EXIT, type ExitCode } from '../exit.ts';
import { Mistake } from '../mistake.ts';
import { visible } from '../output/visible.ts';
import { readPractice } from '../practice/folder.ts';
import { withDatabase } from './database.ts';
import { type DataOptions, mustBeUsed } from './options.ts';

/** What stands in the history for who used the command. */
function by(): string {
  return `command:${userInfo().username}`;
}

const LISTED = 100;

/** @throws {Mistake} where it is no practice, or the database cannot be had; the same for all below */
export async function upload(dir: string, options: DataOptions): Promise<Uploaded> {
  mustBeUsed(options);
  const files = readPractice(dir);
  return withDatabase(options, async ({ pool }) =>
    done(await uploadPractice(pool, files, by(), examineHere)),
  );
}

export async function list(
  options: DataOptions,
): Promise<{ readonly practices: readonly Version[]; readonly activations: readonly Activation[] }> {
  mustBeUsed(options);
  return withDatabase(options, async ({ pool }) => {
    return { practices: await listVersions(pool, LISTED), activations: await listActivations(pool, LISTED) };
  });
}

/** @param called `name@version`, a hash, or its first digits */
export async function activate(
  called: string,
  request: ActivationRequest,
  options: DataOptions,
): Promise<Activation> {
  mustBeUsed(options);
  return withDatabase(options, async ({ pool }) =>
    done(await activatePractice(pool, called, request, by(), examineHere)),
  );
}

export async function approve(id: number, options: DataOptions): Promise<Activation> {
  mustBeUsed(options);
  return withDatabase(options, async ({ pool }) =>
    done(await approveActivation(pool, id, by(), examineHere)),
  );
}

export async function end(id: number, reason: string, options: DataOptions): Promise<Activation> {
  mustBeUsed(options);
  return withDatabase(options, async ({ pool }) => done(await endActivation(pool, id, reason, by())));
}

export async function rollback(
  wanted: { readonly to: string | undefined; readonly reason: string },
  options: DataOptions,
): Promise<Activation> {
  mustBeUsed(options);
  return withDatabase(options, async ({ pool }) => done(await rollBack(pool, wanted, by(), examineHere)));
}

const EXITS: Readonly<Record<string, ExitCode>> = {
  [PRACTICE_PROBLEMS.unusable.code]: EXIT.checkFailed,
  [PRACTICE_PROBLEMS.testsFailed.code]: EXIT.testsFailed,
};
/** Many errors say no more than the first few. */
const SHOWN = 10;

function done<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { kind, detail, errors = [] } = result.refusal;
  const lines = errors.slice(0, SHOWN).map((error) => {
    // Of what was asked for it names the field; what is said of a practice has its place in it.
    const field = error.pointer.startsWith('/files') ? '' : `${error.pointer.slice(1)} `;
    return `${field}${error.detail}`;
  });
  const more = errors.length > SHOWN ? [`… and ${errors.length - SHOWN} more`] : [];
  const said = lines.length > 0 ? [...lines, ...more] : detail === undefined ? [] : [detail];
  const text = [...said.map(visible), kind.title].join('\n');
  throw new Mistake(text, EXITS[kind.code] ?? EXIT.usage);
}

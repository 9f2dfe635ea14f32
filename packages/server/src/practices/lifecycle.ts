import type { SourceFile } from '@safeward/engine';
import { inTransaction, type Pool, type PoolClient } from '../platform/database/index.ts';
import { type Activation, type ActivationRequest, needsApproval, requestProblems } from './activation.ts';
import type { Examine } from './examine.ts';
import { PRACTICE_PROBLEMS } from './problems.ts';
import { type Result, refusalFor, refused } from './result.ts';
import {
  exclusively,
  findActivation,
  insertActivation,
  isApprovalRequired,
  liveActivations,
  markActive,
  markEnded,
  previousBase,
  wasEnforced,
} from './store.ts';
import { announce, recordEnd } from './told.ts';
import { findVersions, loadSources, storeVersion, type Version } from './version-store.ts';

/** Who does something: `key:<id>`, `command:<account>`, `start`. */
export type By = string;

/** A version that was brought. */
export type Uploaded = Version & {
  /** False where the same content was there already. */
  readonly is_new: boolean;
  /** What `check` warns of. */
  readonly warnings: readonly string[];
};

/** Stores a version that passes its check. It is a draft: nothing is decided by it. */
export async function uploadPractice(
  pool: Pool,
  files: readonly SourceFile[],
  by: By,
  examine: Examine,
): Promise<Result<Uploaded>> {
  const examined = await examine(files, false);
  if (examined.kind !== 'fine') return refused(refusalFor(examined, files));
  const isNew = await inTransaction(pool, (client) => storeVersion(client, examined, files, by));
  const [version] = await findVersions(pool, examined.hash);
  if (version === undefined) throw new Error('the version was not stored');
  const warnings = examined.warnings.map(({ file, line, column, message }) => {
    return `${file}:${line}:${column} ${message}`;
  });
  return { ok: true, value: { ...version, is_new: isNew, warnings } };
}

/**
 * Puts a version in force, tries it beside what is, or lays it over it; at once, or when somebody else has approved
 * it where that is required. What is in force like this already stays as it is.
 *
 * @param called hash, the first digits of one, or `name@version`
 */
export async function activatePractice(
  pool: Pool,
  called: string,
  request: ActivationRequest,
  by: By,
  examine: Examine,
): Promise<Result<Activation>> {
  const errors = requestProblems(request, new Date());
  if (errors.length > 0) return refused({ kind: PRACTICE_PROBLEMS.invalid, errors });
  return changing(pool, async (client) => {
    const found = await findOne(client, called);
    if (!found.ok) return found;
    const { hash } = found.value;
    const live = await liveActivations(client);
    const standing = live.find((one) => one.hash === hash && isAsRequested(one, request));
    if (standing) return { ok: true, value: standing };
    const inForce = live.find(({ kind, stage }) => kind === 'base' && stage === 'enforce');
    if (request.stage !== 'enforce' && inForce?.hash === hash)
      return refused({ kind: PRACTICE_PROBLEMS.inForce });
    const problem = await examineStored(client, hash, examine, true);
    if (problem) return problem;
    const id = await insertActivation(client, hash, request, by);
    if (!needsApproval(request, await isApprovalRequired(client))) await putInForce(client, id, by, null);
    return read(client, id);
  });
}

/** The second person says yes. It is looked at again: the program may be another one by now. */
export async function approveActivation(
  pool: Pool,
  id: number,
  by: By,
  examine: Examine,
): Promise<Result<Activation>> {
  return changing(pool, async (client) => {
    const found = await findActivation(client, id);
    if (found === null) return refused({ kind: PRACTICE_PROBLEMS.noActivation });
    if (found.state !== 'pending')
      return refused({
        kind: found.ended_as === 'expired' ? PRACTICE_PROBLEMS.expired : PRACTICE_PROBLEMS.notPending,
      });
    if (found.requested_by === by) return refused({ kind: PRACTICE_PROBLEMS.samePerson });
    const problem = await examineStored(client, found.hash, examine, true);
    if (problem) return problem;
    await putInForce(client, id, by, by);
    return read(client, id);
  });
}

/** Ends a candidate or an overlay, or withdraws what waits for approval. Needs nobody else: it only takes away. */
export async function endActivation(
  pool: Pool,
  id: number,
  reason: string,
  by: By,
): Promise<Result<Activation>> {
  return changing(pool, async (client) => {
    const found = await findActivation(client, id);
    if (found === null) return refused({ kind: PRACTICE_PROBLEMS.noActivation });
    if (found.state === 'ended') return refused({ kind: PRACTICE_PROBLEMS.ended });
    if (found.state === 'live' && found.kind === 'base' && found.stage === 'enforce')
      return refused({ kind: PRACTICE_PROBLEMS.needsSuccessor });
    await markEnded(client, id, { as: found.state === 'pending' ? 'withdrawn' : 'ended', by, reason });
    await recordEnd(client, id);
    return read(client, id);
  });
}

/**
 * Puts the practice that was enforced before in force again. Needs nobody else, and no test: what was good enough
 * before is better now than what has to go. It must still be one that can decide.
 *
 * @param to a version that was once enforced; left out: the one before, passing over those that were taken back
 */
export async function rollBack(
  pool: Pool,
  { to, reason }: { readonly to: string | undefined; readonly reason: string },
  by: By,
  examine: Examine,
): Promise<Result<Activation>> {
  return changing(pool, async (client) => {
    const live = await liveActivations(client);
    const current = live.find(({ kind, stage }) => kind === 'base' && stage === 'enforce');
    const target = await rollbackTarget(client, current?.hash ?? '', to);
    if (!target.ok) return target;
    const problem = await examineStored(client, target.value, examine, false);
    if (problem) return problem;
    return read(client, await goBack(client, target.value, { as: 'rolled_back', by, reason }));
  });
}

/** @returns the number of the activation by which the earlier version is in force again */
export async function goBack(
  client: PoolClient,
  hash: string,
  replaced: { readonly as: 'rolled_back' | 'guard'; readonly by: By; readonly reason: string },
): Promise<number> {
  const { by, reason } = replaced;
  const request = {
    kind: 'base',
    stage: 'enforce',
    share: null,
    guards: [],
    expires_at: null,
    reason,
  } as const;
  const id = await insertActivation(client, hash, request, by);
  await markActive(client, id, { approvedBy: null, replaced });
  await announce(client, id);
  return id;
}

async function putInForce(client: PoolClient, id: number, by: By, approvedBy: By | null): Promise<void> {
  await markActive(client, id, { approvedBy, replaced: { as: 'superseded', by, reason: null } });
  await announce(client, id);
}

/** Looks at a stored version again; null where it can be used. */
export async function examineStored(
  client: PoolClient,
  hash: string,
  examine: Examine,
  tests: boolean,
): Promise<Extract<Result<never>, { ok: false }> | null> {
  const files = await loadSources(client, hash);
  if (files === null) return refused({ kind: PRACTICE_PROBLEMS.noVersion });
  const examined = await examine(files, tests);
  return examined.kind === 'fine' ? null : refused(refusalFor(examined, files));
}

async function rollbackTarget(
  client: PoolClient,
  current: string,
  to: string | undefined,
): Promise<Result<string>> {
  if (to === undefined) {
    const hash = await previousBase(client, current);
    return hash === null ? refused({ kind: PRACTICE_PROBLEMS.nothingBefore }) : { ok: true, value: hash };
  }
  const found = await findOne(client, to);
  if (!found.ok) return found;
  const { hash } = found.value;
  if (hash === current) return refused({ kind: PRACTICE_PROBLEMS.inForce });
  // What was never in force was never approved either.
  if (!(await wasEnforced(client, hash))) return refused({ kind: PRACTICE_PROBLEMS.neverInForce });
  return { ok: true, value: hash };
}

export async function findOne(client: Pool | PoolClient, called: string): Promise<Result<Version>> {
  const found = await findVersions(client, called);
  const [first, ...others] = found;
  if (first === undefined) return refused({ kind: PRACTICE_PROBLEMS.noVersion });
  if (others.length === 0) return { ok: true, value: first };
  return refused({
    kind: PRACTICE_PROBLEMS.ambiguous,
    detail: `It may be ${found.map(({ practice }) => practice).join(', ')}.`,
  });
}

function isAsRequested(
  one: Activation,
  { kind, stage, share, guards, expires_at }: ActivationRequest,
): boolean {
  return (
    one.kind === kind &&
    one.stage === stage &&
    one.share === share &&
    one.expires_at === (expires_at?.toISOString() ?? null) &&
    JSON.stringify(one.guards.map(inOrder)) === JSON.stringify(guards.map(inOrder))
  );
}

/** PostgreSQL keeps the fields of a guard in an order of its own. */
function inOrder({ watch, above, minutes, at_least }: Activation['guards'][number]): readonly unknown[] {
  return [watch, above, minutes, at_least];
}

async function read(client: PoolClient, id: number): Promise<Result<Activation>> {
  const value = await findActivation(client, id);
  if (value === null) throw new Error(`activation ${id} is not there`);
  return { ok: true, value };
}

async function changing<T>(pool: Pool, work: (client: PoolClient) => Promise<Result<T>>): Promise<Result<T>> {
  const result = await exclusively(pool, false, work);
  return result ?? refused({ kind: PRACTICE_PROBLEMS.running, headers: { 'retry-after': '1' } });
}

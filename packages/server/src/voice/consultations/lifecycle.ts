import { randomBytes } from 'node:crypto';
import { inTransaction, type Pool, type PoolClient } from '../../platform/database/index.ts';
import { sortableId } from '../../platform/id/sortable-id.ts';
import { type Consultation, closingAfter, dueAfter, type State, stateAt } from './consultation.ts';
import { type Plan, planProblems } from './plan.ts';
import { CONSULTATION_PROBLEMS } from './problems.ts';
import { fine, type Result, refused } from './result.ts';
import {
  currentDocuments,
  findConsultation,
  insertConsultation,
  lockConsultation,
  setTimes,
  tell,
  updatePlan,
} from './store.ts';

/** Who does something and when, in milliseconds since 1970. */
export interface Act {
  readonly by: string;
  readonly at: number;
}

const MINUTE_MS = 60_000;

/** Sets up a draft; nobody outside sees it before its opening is set. */
export async function createConsultation(
  pool: Pool,
  plan: Plan,
  { by, at }: Act,
): Promise<Result<Consultation>> {
  const errors = planProblems(plan);
  if (errors.length > 0) return refused({ kind: CONSULTATION_PROBLEMS.invalidPlan, errors });
  return inTransaction(pool, async (client) => {
    const id = `con_${sortableId(at)}`;
    const isNew = await insertConsultation(client, {
      id,
      slug: plan.slug,
      plan,
      by,
      at,
      secret: randomBytes(32),
    });
    if (!isNew) return slugTaken();
    await tell(client, id, { kind: 'created', by, at });
    return read(client, id);
  });
}

/** Replaces the plan of a draft. */
export async function changePlan(
  pool: Pool,
  called: string,
  plan: Plan,
  act: Act,
): Promise<Result<Consultation>> {
  const errors = planProblems(plan);
  if (errors.length > 0) return refused({ kind: CONSULTATION_PROBLEMS.invalidPlan, errors });
  return changing(pool, called, ['draft'], act, async (client, { id }) => {
    const other = await findConsultation(client, plan.slug);
    if (other !== null && other.id !== id) return slugTaken();
    await updatePlan(client, id, plan);
    return read(client, id);
  });
}

function slugTaken() {
  return refused({
    kind: CONSULTATION_PROBLEMS.slugTaken,
    errors: [{ code: 'taken', pointer: '/slug', detail: 'is taken' }],
  });
}

/**
 * Sets when it opens and closes: now and after the period of its plan, unless said otherwise. Until the moment of
 * opening both may still be changed.
 */
export async function openConsultation(
  pool: Pool,
  called: string,
  asked: { readonly opensAt?: number; readonly closesAt?: number },
  act: Act,
): Promise<Result<Consultation>> {
  return changing(pool, called, ['draft'], act, async (client, { id, plan }) => {
    const opensAt = asked.opensAt ?? act.at;
    const closesAt = asked.closesAt ?? closingAfter(opensAt, plan);
    if (opensAt < act.at - MINUTE_MS) return badTimes('/opens_at', 'is over already');
    if (closesAt <= Math.max(opensAt, act.at)) return badTimes('/closes_at', 'is not after the opening');
    if ((await currentDocuments(client, id)).length === 0)
      return refused({
        kind: CONSULTATION_PROBLEMS.wrongState,
        detail: 'There is no document to be consulted on yet.',
      });
    const dueAt = dueAfter(closesAt, plan);
    await setTimes(client, id, { opens_at: opensAt, closes_at: closesAt, response_due_at: dueAt });
    await tell(client, id, { kind: 'opening_set', ...act, detail: times({ opensAt, closesAt, dueAt }) });
    return read(client, id);
  });
}

/** Closes it later than was set, also where it has closed since; the response is then due so much later. */
export async function extendConsultation(
  pool: Pool,
  called: string,
  { closesAt, reason }: { readonly closesAt: number; readonly reason: string },
  act: Act,
): Promise<Result<Consultation>> {
  return changing(pool, called, ['open', 'closed'], act, async (client, { id, plan, closesAt: until }) => {
    if (until === null || closesAt <= until) return badTimes('/closes_at', 'is no later than it is set now');
    if (closesAt <= act.at) return badTimes('/closes_at', 'is over already');
    const dueAt = dueAfter(closesAt, plan);
    await setTimes(client, id, { closes_at: closesAt, response_due_at: dueAt });
    const from = new Date(until).toISOString();
    await tell(client, id, {
      kind: 'extended',
      ...act,
      detail: { from, ...times({ closesAt, dueAt }), reason },
    });
    return read(client, id);
  });
}

/** Closes it now. */
export async function closeEarly(
  pool: Pool,
  called: string,
  reason: string,
  act: Act,
): Promise<Result<Consultation>> {
  return changing(pool, called, ['open'], act, async (client, { id, plan, opensAt, closesAt: until }) => {
    const closesAt = Math.max(act.at, (opensAt ?? 0) + 1);
    const dueAt = dueAfter(closesAt, plan);
    await setTimes(client, id, { closes_at: closesAt, response_due_at: dueAt });
    const from = new Date(until ?? 0).toISOString();
    await tell(client, id, {
      kind: 'closed_early',
      ...act,
      detail: { from, ...times({ closesAt, dueAt }), reason },
    });
    return read(client, id);
  });
}

/** Says in public why the response is late, or will be (Consultation Principle J). */
export async function explainLateness(
  pool: Pool,
  called: string,
  reason: string,
  act: Act,
): Promise<Result<Consultation>> {
  return changing(pool, called, ['open', 'closed', 'analysed'], act, async (client, { id }) => {
    await tell(client, id, { kind: 'response_late_reason', ...act, detail: { reason } });
    return read(client, id);
  });
}

export async function archiveConsultation(
  pool: Pool,
  called: string,
  act: Act,
): Promise<Result<Consultation>> {
  return changing(pool, called, ['responded'], act, async (client, { id }) => {
    await setTimes(client, id, { archived_at: act.at });
    await tell(client, id, { kind: 'archived', ...act });
    return read(client, id);
  });
}

/** Does something to a consultation that stands where it may be done, one at a time. */
export async function changing<T>(
  pool: Pool,
  called: string,
  states: readonly State[],
  { at }: Act,
  work: (client: PoolClient, consultation: Consultation) => Promise<Result<T>>,
): Promise<Result<T>> {
  return inTransaction(pool, async (client) => {
    const found = await lockConsultation(client, called);
    if (found === null) return refused({ kind: CONSULTATION_PROBLEMS.notFound });
    const state = stateAt(found, at);
    return states.includes(state) ? work(client, found) : wrongState(state, states);
  });
}

export function wrongState(state: State, wanted: readonly State[]) {
  return refused({
    kind: CONSULTATION_PROBLEMS.wrongState,
    detail: `It is “${state}”; this can be done where it is “${wanted.join('” or “')}”.`,
  });
}

async function read(client: PoolClient, id: string): Promise<Result<Consultation>> {
  const found = await findConsultation(client, id);
  if (found === null) throw new Error('the consultation is gone');
  return fine(found);
}

function badTimes(pointer: string, detail: string) {
  return refused({
    kind: CONSULTATION_PROBLEMS.invalidTimes,
    errors: [{ code: 'invalid_time', pointer, detail }],
  });
}

function times(all: Readonly<Record<string, number>>): Readonly<Record<string, string>> {
  const names: Readonly<Record<string, string>> = {
    opensAt: 'opens_at',
    closesAt: 'closes_at',
    dueAt: 'response_due_at',
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, ms]) => [names[name] ?? name, new Date(ms).toISOString()]),
  );
}

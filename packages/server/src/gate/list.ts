import type { Parsed, Problem } from '@safeward/engine';
import type { Static } from 'typebox';
import { firstIdOf } from '../platform/id/sortable-id.ts';
import { DECISION_ID_PREFIX, isDecisionId } from './record.ts';
import type { ListQuery } from './schema.ts';
import type { DecisionFilter } from './store.ts';

/** A page that was asked for. */
export interface PageRequest {
  readonly filter: DecisionFilter;
  readonly limit: number;
}

const DEFAULT_PAGE = 50;

/**
 * Ids begin with the time, so a span of time is a span of ids. The cursor is the last id of the page before,
 * in a form that invites nobody to make one.
 */
export function toPageRequest(query: Static<typeof ListQuery>): Parsed<PageRequest> {
  const { actor, action, measure, since, until, limit = DEFAULT_PAGE, cursor } = query;
  // NUL cannot be stored, so nothing is found by it; PostgreSQL would call it an error.
  for (const [name, value] of Object.entries({ actor, measure }))
    if (value?.includes('\0')) return refuse(`/${name}`, 'holds a NUL character');
  // A leap second has the form of a time but is no instant.
  for (const [name, value] of Object.entries({ since, until }))
    if (value !== undefined && Number.isNaN(Date.parse(value)))
      return refuse(`/${name}`, 'is not a time that exists');
  const last = cursor === undefined ? undefined : decodeCursor(cursor);
  if (last === null) return refuse('/cursor', 'is not one that was given here');
  const filter = { actor, action, measure, from: idAt(since), before: earlier(last, idAt(until)) };
  return { ok: true, value: { filter, limit } };
}

/** The first id that a decision of this moment can have. */
export function idAt(time: string | undefined): string | undefined {
  return time === undefined ? undefined : DECISION_ID_PREFIX + firstIdOf(Date.parse(time));
}

function earlier(...ids: readonly (string | undefined)[]): string | undefined {
  return ids.filter((id) => id !== undefined).sort()[0];
}

export function encodeCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** Null where it is not one that was given here. */
export function decodeCursor(cursor: string): string | null {
  const id = Buffer.from(cursor, 'base64url').toString('latin1');
  return isDecisionId(id) ? id : null;
}

function refuse(pointer: string, detail: string): Parsed<never> {
  const problem: Problem = { code: 'invalid', pointer, detail };
  return { ok: false, problems: [problem] };
}

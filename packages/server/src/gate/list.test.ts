import { describe, expect, it } from 'vitest';
import { firstIdOf } from '../platform/id/sortable-id.ts';
import { encodeCursor, toPageRequest } from './list.ts';
import { decisionId } from './record.ts';

const at = (time: string) => `dec_${firstIdOf(Date.parse(time))}`;
const T1 = '2026-11-24T10:00:00Z';
const T2 = '2026-11-24T11:00:00+01:00';
const T3 = '2026-11-24T12:00:00Z';
const id = decisionId(Date.parse('2026-11-24T11:00:00Z'));

describe('a page request', () => {
  it.each([
    ['nothing', {}, {}],
    [
      'actor, action and measure',
      { actor: 'u1', action: 'hold', measure: 'm' },
      { actor: 'u1', action: 'hold', measure: 'm' },
    ],
    ['a span of time', { since: T1, until: T3 }, { from: at(T1), before: at(T3) }],
    ['a time in another zone', { since: T2 }, { from: at(T1) }],
    ['a cursor', { cursor: encodeCursor(id) }, { before: id }],
    ['a cursor before the end', { cursor: encodeCursor(id), until: T3 }, { before: id }],
    ['a cursor after the end', { cursor: encodeCursor(id), until: T1 }, { before: at(T1) }],
  ] as const)('by %s', (_name, query, filter) => {
    const page = toPageRequest(query);
    expect(page).toMatchObject({ ok: true, value: { limit: 50 } });
    if (page.ok) expect(defined(page.value.filter)).toEqual(filter);
  });

  it.each([
    ['actor', { actor: 'a\0b' }],
    ['measure', { measure: '\0' }],
    ['since', { since: '2026-12-31T23:59:60Z' }],
    ['until', { until: '2026-12-31T23:59:60Z' }],
    ['cursor', { cursor: 'abc' }],
    ['cursor', { cursor: encodeCursor(`${id}x`) }],
    ['cursor', { cursor: '' }],
  ] as const)('is refused for its %s: %j', (name, query) => {
    expect(toPageRequest(query)).toMatchObject({ ok: false, problems: [{ pointer: `/${name}` }] });
  });
});

function defined(filter: object): object {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

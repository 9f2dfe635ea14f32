import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstIdOf, SORTABLE_ID, sortableId } from './sortable-id.ts';

const LAST_MS = 2 ** 48 - 1;
const ms = fc.integer({ min: 0, max: LAST_MS });

describe('a sortable id', () => {
  it.each([
    [0, '00000000000000000000000000'],
    [1, '00000000010000000000000000'],
    [1_764_000_000_000, '01kav9ft000000000000000000'],
    [LAST_MS, '7zzzzzzzzz0000000000000000'],
    [-5, '00000000000000000000000000'],
  ])('of the millisecond %d begins at %s', (at, first) => {
    expect(firstIdOf(at)).toBe(first);
  });

  it('has its shape, and lies in its millisecond', () => {
    fc.assert(
      fc.property(ms, (at) => {
        const id = sortableId(at);
        expect(id).toMatch(new RegExp(`^${SORTABLE_ID}$`));
        expect(id >= firstIdOf(at)).toBe(true);
        if (at < LAST_MS) expect(id < firstIdOf(at + 1)).toBe(true);
      }),
    );
  });

  it('sorts as text as it sorts in time', () => {
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        fc.pre(a < b);
        expect(sortableId(a) < sortableId(b)).toBe(true);
      }),
    );
  });

  it('is another one each time', () => {
    const ids = new Set(Array.from({ length: 20_000 }, () => sortableId(1)));
    expect(ids.size).toBe(20_000);
  });
});

import { describe, expect, it } from 'vitest';
import { type FieldProblem, toProblemDocument } from './problem.ts';

const kind = { code: 'odd', status: 422, title: 'Odd.' };

describe('the document of a problem', () => {
  it('says no more than is known', () => {
    expect(toProblemDocument({ kind })).toEqual({
      type: 'urn:safeward:problem:odd',
      title: 'Odd.',
      status: 422,
      code: 'odd',
    });
  });

  it('takes detail and pointer from the first of its errors', () => {
    const errors = [
      { code: 'wrong_type', pointer: '/a', detail: 'must be text' },
      { code: 'unknown_field', pointer: '/b', detail: 'is not known' },
    ];
    expect(toProblemDocument({ kind, errors }, 'r1')).toMatchObject({
      detail: '/a must be text.',
      pointer: '/a',
      errors,
      request_id: 'r1',
    });
  });

  it.each<[string, FieldProblem, string]>([
    ['the whole body', { code: 'x', pointer: '', detail: 'is not JSON' }, 'The body is not JSON.'],
    ['a field', { code: 'x', pointer: '/at', detail: 'is no time' }, '/at is no time.'],
  ])('names %s', (_name, error, detail) => {
    expect(toProblemDocument({ kind, errors: [error] }).detail).toBe(detail);
  });

  it('lists the first twenty of many errors', () => {
    const errors = Array.from({ length: 500 }, (_, n) => ({ code: 'x', pointer: `/${n}`, detail: 'is odd' }));
    expect(toProblemDocument({ kind, errors }).errors).toHaveLength(20);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitsOf } from './units.ts';

test('the units of a text are those of the string, whatever was asked for before', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ minLength: 1000, maxLength: 3000 }),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      for (const one of [...texts, ...texts]) {
        const units = unitsOf(one);
        expect(units.length).toBeGreaterThan(one.length);
        expect([...units.subarray(0, one.length)]).toEqual(
          Array.from({ length: one.length }, (_, at) => one.charCodeAt(at)),
        );
      }
    }),
  );
});

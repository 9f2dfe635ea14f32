import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { pointerOf } from './schema-problems.ts';
import { inspect, isLongerThan, search, utf8Length } from './values.ts';

/** What JSON can hold, and in a test also what it cannot. */
const anything = fc.anything({
  maxDepth: 5,
  key: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a', '__proto__', 'constructor', '\ud800', '\0'),
  ),
  values: [
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\0', '\udc00', 'x'.repeat(50)),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.bigInt(),
  ],
});

test('the quick look at a value refuses what the search finds something in, and nothing else', () => {
  const limits = { ...DEFAULT_LIMITS, depth: 3, totalBytes: 200 };
  fc.assert(
    fc.property(anything, (value) => {
      expect(inspect(value, limits)).toEqual(search(value, limits));
    }),
    { numRuns: 2_000 },
  );
});

test('length in UTF-8 is that of the encoded text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});

test('a text is longer than a limit when its encoded form is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.nat(70), (text, bytes) => {
      expect(isLongerThan(text, bytes)).toBe(new TextEncoder().encode(text).length > bytes);
    }),
  );
});

test.each([
  [[], ''],
  [['a', 0, 'b'], '/a/0/b'],
  [['a/b', 'c~d', ''], '/a~1b/c~0d/'],
])('the pointer of %j is %s', (path, pointer) => {
  expect(pointerOf(path)).toBe(pointer);
});

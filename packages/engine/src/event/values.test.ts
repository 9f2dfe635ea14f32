import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointerOf } from './schema-problems.ts';
import { utf8Length } from './values.ts';

test('length in UTF-8 is that of the encoded text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
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

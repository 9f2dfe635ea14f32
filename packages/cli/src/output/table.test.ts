import { styleText } from 'node:util';
import { expect, it } from 'vitest';
import { formatTable } from './table.ts';

it.each<[what: string, rows: readonly (readonly string[])[], width: number | undefined, table: string]>([
  ['nothing', [], undefined, ''],
  [
    'columns side by side',
    [
      ['a', 'b'],
      ['long', 'c'],
    ],
    undefined,
    'a     b\nlong  c\n',
  ],
  [
    'no blanks at the end',
    [
      ['a', ''],
      ['b', 'c'],
    ],
    undefined,
    'a\nb  c\n',
  ],
  [
    'wide letters',
    [
      ['日本', 'x'],
      ['abc', 'y'],
    ],
    undefined,
    '日本  x\nabc   y\n',
  ],
  [
    'the last column wrapped',
    [
      ['id', 'one two three four five six seven'],
      ['long', 'short'],
    ],
    32,
    'id    one two three four five\n      six seven\nlong  short\n',
  ],
])('%s', (_what, rows, width, table) => {
  expect(formatTable(rows, width)).toBe(table);
});

it('colours take no room', () => {
  const red = styleText('red', 'ab', { validateStream: false });
  expect(
    formatTable([
      [red, 'x'],
      ['abc', 'y'],
    ]),
  ).toBe(`${red}   x\nabc  y\n`);
});

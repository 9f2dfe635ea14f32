import { describe, expect, test } from 'vitest';
import { copyMap, lazyView, originalSpan, pushUnit, scratch, unitsToString } from './view.ts';

const map = { starts: Uint32Array.of(0, 3, 3, 7), ends: Uint32Array.of(3, 4, 4, 9) };

describe('the original stretch', () => {
  test.each([
    [0, 1, 0, 3],
    [1, 2, 3, 4],
    [0, 4, 0, 9],
    [2, 4, 3, 9],
    [2, 2, 3, 3],
    [4, 4, 9, 9],
  ])('behind [%i, %i) is [%i, %i)', (start, end, from, to) => {
    expect(originalSpan({ text: 'abcd', map }, start, end)).toEqual({ start: from, end: to });
  });

  test('is the same where there is no map', () => {
    expect(originalSpan({ text: 'abcd', map: null }, 1, 3)).toEqual({ start: 1, end: 3 });
  });

  test('of an empty view is its beginning', () => {
    const empty = { starts: new Uint32Array(), ends: new Uint32Array() };
    expect(originalSpan({ text: '', map: empty }, 0, 0)).toEqual({ start: 0, end: 0 });
  });
});

test('a map is drawn once, and only when it is asked for', () => {
  let drawn = 0;
  const view = lazyView('abcd', () => {
    drawn++;
    return map;
  });
  expect(view.text).toBe('abcd');
  expect(drawn).toBe(0);
  expect(view.map).toBe(map);
  expect(view.map).toBe(map);
  expect(drawn).toBe(1);
});

test('scratch grows, and a copy outlives it', () => {
  const into = scratch();
  for (let at = 0; at < 2000; at++) pushUnit(into, 0x41 + (at % 26), at, at + 1);
  const copy = copyMap(into);
  expect(unitsToString(into.units, into.length).slice(0, 30)).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZABCD');
  into.length = 0;
  pushUnit(into, 0x61, 77, 78);
  expect(copy.starts.length).toBe(2000);
  expect(copy.starts[0]).toBe(0);
  expect(copy.ends[1999]).toBe(2000);
});

test.each([
  ['nothing', []],
  ['a byte order mark', [0xfeff, 0x61]],
  ['a pair', [0xd83d, 0xde00]],
])('units make a string: %s', (_, units) => {
  expect(unitsToString(Uint16Array.from(units), units.length)).toBe(String.fromCharCode(...units));
});

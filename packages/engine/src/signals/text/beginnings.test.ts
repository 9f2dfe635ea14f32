import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginnings, nextBeginning } from './beginnings.ts';

const NAMES = ['snap', 'sc', 'x', 'of', '👻', "what's app", 'disc0rd', 'line app'];
const made = beginnings(NAMES);

function placesIn(text: string): number[] {
  const places: number[] = [];
  for (let at = nextBeginning(made, text, 0); at >= 0; at = nextBeginning(made, text, at + 1))
    places.push(at);
  return places;
}

describe('places where a name may begin', () => {
  test.each([
    ['snap me', [0]],
    ['my snap, sc: jo', [3, 9]],
    ['a 👻', [2]],
    ['of x', [0, 3]],
    ['x', [0]],
    ['offer extra scarf', []],
    ['2snap xsnap', []],
    ['', []],
  ])('%s', (text, places) => {
    expect(placesIn(text)).toEqual(places);
  });

  test('hold every name between other signs than letters and digits, wherever one asks from', () => {
    const piece = fc.constantFrom(...NAMES, ' ', 'a', 's', 'sn', '1', '.', 'é', '\u{1f525}', 'xx', 'offer');
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    const expected = new RegExp(`(?<![a-z0-9])(?:${NAMES.join('|')})(?![a-z])`, 'g');
    let named = 0;
    fc.assert(
      fc.property(text, (written) => {
        const places = placesIn(written);
        for (const { index } of written.matchAll(expected)) {
          named++;
          expect(places).toContain(index);
          expect(nextBeginning(made, written, index)).toBe(index);
        }
      }),
      { numRuns: 1000 },
    );
    expect(named).toBeGreaterThan(100);
  });
});

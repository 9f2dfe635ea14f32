import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { automaton, type Literal, markOwners } from './automaton.ts';

function marked(literals: readonly Literal[], text: string, owners: number): boolean[] {
  const marks = new Uint8Array(owners);
  markOwners(automaton(literals), text, marks);
  return [...marks].map((mark) => mark === 1);
}

describe('literals in one pass', () => {
  test('each owner is told by any of its literals', () => {
    const literals = [
      { text: 'she', owner: 0 },
      { text: 'hers', owner: 1 },
      { text: 'he', owner: 2 },
      { text: 'us', owner: 3 },
      { text: 'ship', owner: 3 },
    ];
    expect(marked(literals, 'ushers', 4)).toEqual([true, true, true, true]);
    expect(marked(literals, 'a ship', 4)).toEqual([false, false, false, true]);
    expect(marked(literals, 'h\u00e9rs', 4)).toEqual([false, false, false, false]);
  });

  test('as one by one', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '£', ' '), minLength: 1, maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '£', ' ', 'é', 'x'), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), text, (words, written) => {
        const literals = words.map((text, owner) => ({ text, owner }));
        expect(marked(literals, written, words.length)).toEqual(words.map((word) => written.includes(word)));
      }),
    );
  });
});

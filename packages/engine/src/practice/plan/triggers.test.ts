import { describe, expect, it } from 'vitest';
import { measure, measures, planOf } from '../../test-kit.ts';
import { triggersOf } from './triggers.ts';

const [A, B] = ["text.contains('apple')", "text.contains('bread')"];

function triggers(when: string): readonly string[] | null {
  const [only] = planOf(measures(measure('m', { when }))).measures;
  if (only === undefined) throw new RangeError('no measure');
  const keys = triggersOf(only.when.ast);
  return keys === null ? null : [...keys].toSorted();
}

describe('what must occur in a text for an expression to be true', () => {
  it.each<[string, string[] | null]>([
    [A, ['phrase:apple']],
    [`${A} || ${B}`, ['phrase:apple', 'phrase:bread']],
    [`target.child && ${A}`, ['phrase:apple']],
    [`(${A} || ${B}) && text.has('asks_age')`, ['signal:asks_age']],
    [`target.child || ${A}`, null],
    [`!${A}`, null],
    [`target.child ? ${A} : ${B}`, null],
    [`[${A}, ${B}].filter(x, x).size() >= 2`, ['phrase:apple', 'phrase:bread']],
    [`size([${A}, ${B}].filter(x, x)) > 0`, ['phrase:apple', 'phrase:bread']],
    [
      `[${A}, ${B} || text.has('asks_age')].exists(x, x)`,
      ['phrase:apple', 'phrase:bread', 'signal:asks_age'],
    ],
    [`[${A}, target.child && ${B}].filter(x, x).size() >= 1`, ['phrase:apple', 'phrase:bread']],
    // One part that needs no word is enough.
    [`[${A}, target.child].filter(x, x).size() >= 1`, null],
    // Less than one of them is no condition, and fewer than two is none on words.
    [`[${A}, ${B}].filter(x, x).size() >= 0`, null],
    [`[${A}, ${B}].filter(x, x).size() > -1`, null],
    [`[${A}, ${B}].filter(x, x).size() < 2`, null],
    [`[${A}, ${B}].filter(x, x).size() == 0`, null],
    [`[${A}, ${B}].filter(x, !x).size() >= 2`, null],
    [`[${A}, ${B}].filter(x, actor.child).size() >= 2`, null],
    [`[${A}, ${B}].all(x, x)`, null],
    [`[${A}, ${B}].exists_one(x, x)`, null],
    [`[${A}, ${B}].size() >= 2`, null],
    [`content.images.filter(image, ${A}).size() >= 1`, null],
  ])('%s', (when, expected) => {
    expect(triggers(when)).toStrictEqual(expected);
  });
});

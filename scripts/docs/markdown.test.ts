import { describe, expect, it } from 'vitest';
import { fillIn, table, wrap } from './markdown.ts';
import { fieldsOf, wordsFor } from './schema.ts';

describe('table', () => {
  it('keeps a cell on one line, and its bars to itself', () => {
    expect(table(['a', 'b'], [['x | y', 'one\n  two']])).toBe(
      '| a | b |\n| --- | --- |\n| x \\| y | one two |',
    );
  });

  it('is nothing without rows', () => {
    expect(table(['a'], [])).toBe('');
  });
});

describe('wrap', () => {
  it.each([
    ['aa bb cc', 5, 'aa bb\ncc'],
    ['aa `b b b` cc', 5, 'aa\n`b b b`\ncc'],
    ['aaaaaaa b', 5, 'aaaaaaa\nb'],
  ])('%j at %i', (prose, width, lines) => {
    expect(wrap(prose, width)).toBe(lines);
  });
});

describe('fillIn', () => {
  const text = 'before\n<!-- from the code: x -->\nold\n<!-- end -->\nafter';

  it('puts a part in its place, and again the same', () => {
    const once = fillIn(text, 'x', 'new');
    expect(once).toBe('before\n<!-- from the code: x -->\n\nnew\n\n<!-- end -->\nafter');
    expect(fillIn(once, 'x', 'new')).toBe(once);
  });

  it('throws where there is no place for it', () => {
    expect(() => fillIn(text, 'y', 'new')).toThrow('no place for “y”');
  });
});

describe('a schema in words', () => {
  it.each([
    [{ type: 'string', minLength: 1, maxLength: 3 }, 'text, 1 to 3 characters'],
    [{ type: 'integer', minimum: 1, maximum: 9, default: 5 }, 'whole number from 1 to 9; 5 if left out'],
    [{ type: 'array', items: { enum: ['a', 'b'] }, minItems: 1 }, 'list of `a`, `b`; at least 1'],
    [{ anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/Event' }] }, '`null`, or [Event](#event)'],
  ])('%j', (schema, words) => {
    expect(wordsFor(schema)).toBe(words);
  });

  it('tells a shape once, and then where it was told', () => {
    const person = {
      type: 'object',
      properties: Object.fromEntries(
        ['id', 'name', 'age'].map((name) => [name, { type: 'string', description: 'x'.repeat(60) + name }]),
      ),
    };
    const rows = fieldsOf({ properties: { from: person, to: { ...person, description: 'To whom.' } } });
    expect(rows.map(({ path }) => path)).toEqual(['from', 'from.id', 'from.name', 'from.age', 'to']);
    expect(rows.at(-1)?.schema.description).toBe('To whom. The fields are those of `from`.');
  });
});

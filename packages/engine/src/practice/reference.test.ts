import { describe, expect, test } from 'vitest';
import { findingsOf, measure, measures } from '../test-kit.ts';
import { FUNCTIONS, TYPES, VARIABLES } from './language/declarations.ts';
import { describeLanguage } from './reference.ts';

const LISTS = 'lists: { shops: [a], partners: [b] }\n';

/** What keeps an expression from being used, if anything. */
function errors(when: string): readonly string[] {
  return findingsOf(LISTS + measures(measure('m', { when })))
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}

describe('what is declared can be written', () => {
  test.each(FUNCTIONS.map(({ signature, example }) => [signature, example]))('%s', (signature, example) => {
    const when = signature.endsWith('WordList') ? `${example}.contains(actor.id)` : example;
    expect(errors(when)).toEqual([]);
  });

  const fields = Object.entries(VARIABLES).flatMap(([variable, { type }]) => {
    const declared = Object.entries((TYPES as Record<string, { fields: object }>)[type]?.fields ?? {});
    return declared.map(([field]) => `${variable}.${field}`);
  });
  test.each(fields)('%s', (path) => {
    // Equal to itself: type-checks for every type that is declared.
    expect(
      errors(`${path} == ${path} || true`).filter((message) => /no “|there is no/.test(message)),
    ).toEqual([]);
  });

  test.each(describeLanguage().signals.map(({ name }) => name))('text.has(%j)', (name) => {
    expect(errors(`text.has('${name}')`)).toEqual([]);
  });
});

describe('the reference', () => {
  const reference = describeLanguage();
  test('names nothing twice and says something of everything', () => {
    const named = [
      ...reference.variables,
      ...reference.types,
      ...reference.types.flatMap(({ name, fields }) =>
        fields.map((field) => ({ ...field, name: `${name}.${field.name}` })),
      ),
    ];
    expect(new Set(named.map(({ name }) => name)).size).toBe(named.length);
    expect(named.filter(({ doc }) => doc.trim() === '')).toEqual([]);
    expect(new Set(reference.signals.map(({ name }) => name)).size).toBe(reference.signals.length);
    expect(reference.signals.filter(({ title, description }) => !title || !description)).toEqual([]);
  });

  test('speaks in short type names', () => {
    expect(JSON.stringify(reference)).not.toContain('google.protobuf');
  });
});

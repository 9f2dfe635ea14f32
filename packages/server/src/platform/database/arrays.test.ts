import { describe, expect, it } from 'vitest';
import { byteaArray, textArray, timestampArray } from './arrays.ts';

/** PostgreSQL's binary form, byte by byte; that PostgreSQL reads it so is tested with the database. */
describe('an array in binary form', () => {
  it.each<[string, Buffer, string]>([
    [
      'text with a null',
      textArray(['é', null]),
      '00000001 00000001 00000019 00000002 00000001 00000002c3a9 ffffffff',
    ],
    ['bytes', byteaArray(['0aff']), '00000001 00000000 00000011 00000001 00000001 000000020aff'],
    [
      'times',
      timestampArray([946_684_800_001]),
      '00000001 00000000 000004a0 00000001 00000001 0000000800000000000003e8',
    ],
    ['nothing', textArray([]), '00000001 00000000 00000019 00000000 00000001'],
  ])('of %s', (_name, bytes, hex) => {
    expect(bytes.toString('hex')).toBe(hex.replaceAll(' ', ''));
  });
});

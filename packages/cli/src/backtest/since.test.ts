import { describe, expect, test } from 'vitest';
import { Mistake } from '../mistake.ts';
import { parseSince } from './since.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');

describe('since when', () => {
  test.each([
    ['30m', '2026-11-24T11:30:00Z'],
    ['24h', '2026-11-23T12:00:00Z'],
    ['7d', '2026-11-17T12:00:00Z'],
    ['2w', '2026-11-10T12:00:00Z'],
    ['2026-11-01', '2026-11-01T00:00:00Z'],
    ['2026-11-01T10:00+01:00', '2026-11-01T09:00:00Z'],
    ['2026-11-01T09:00:00.5Z', '2026-11-01T09:00:00.500Z'],
  ])('%s', (text, at) => {
    expect(parseSince(text, NOW)).toBe(Date.parse(at));
  });

  test.each([
    '',
    '7',
    'd',
    '7 days',
    '-1d',
    '0d',
    '2026-11-01T09:00:00',
    '2026-13-01',
    '2027-01-01',
    'yesterday',
  ])('not %j', (text) => {
    expect(() => parseSince(text, NOW)).toThrow(Mistake);
  });
});

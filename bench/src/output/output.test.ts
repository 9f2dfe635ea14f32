import { describe, expect, it } from 'vitest';
import { formatMilliseconds, formatNumber, formatShare } from './number.ts';
import { formatPairs, formatTable } from './table.ts';

describe('numbers for people', () => {
  it.each([
    [formatNumber(31_432.7), '31,400'],
    [formatNumber(0.8765), '0.877'],
    [formatNumber(0), '0'],
    [formatMilliseconds(0.0312), '31.2 µs'],
    [formatMilliseconds(0.94999), '950 µs'],
    [formatMilliseconds(0.95), '0.95 ms'],
    [formatMilliseconds(12.345), '12.3 ms'],
    [formatShare(0.05), '5 %'],
    [formatShare(0.0123456), '1.2 %'],
    [formatShare(0.7654), '76.5 %'],
  ])('%#: %s', (shown, expected) => {
    expect(shown).toBe(expected);
  });
});

describe('columns', () => {
  it('have names to the left and numbers to the right', () => {
    const rows = [
      ['', 'p50', 'p99'],
      ['measures=1', '8 µs', '120 µs'],
      ['starter', '9.5 µs', ''],
    ];
    expect(formatTable(rows)).toBe(
      ['                 p50     p99', '  measures=1    8 µs  120 µs', '  starter     9.5 µs', ''].join('\n'),
    );
  });

  it('hold what something was measured under', () => {
    expect(
      formatPairs([
        ['cores', '2'],
        ['', 'shared'],
      ]),
    ).toBe('  cores  2\n         shared\n');
  });
});

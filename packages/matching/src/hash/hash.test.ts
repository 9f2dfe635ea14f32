import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, hammingDistance, toHex } from './hash.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a hash', () => {
  it('is the same after it was written and read', () => {
    fc.assert(
      fc.property(hash, (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromHex(toHex(bytes).toUpperCase())).toEqual(bytes);
        expect(toHex(bytes)).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });

  it.each([
    '',
    'f'.repeat(63),
    'f'.repeat(65),
    `${'f'.repeat(63)}g`,
    ` ${'f'.repeat(64)}`,
    `${'f'.repeat(64)}\n`,
  ])('%j is none', (text) => {
    expect(fromHex(text)).toBeNull();
  });

  it('differs from another in as many bits as there are ones in both together', () => {
    fc.assert(
      fc.property(hash, hash, (a, b) => {
        const ones = a.reduce((sum, byte, at) => {
          const both = (byte ^ (b[at] ?? 0)).toString(2);
          return sum + both.replaceAll('0', '').length;
        }, 0);
        expect(hammingDistance(a, b)).toBe(ones);
      }),
    );
    expect(() => hammingDistance(new Uint8Array(32), new Uint8Array(2))).toThrow(/32 bytes/);
  });
});

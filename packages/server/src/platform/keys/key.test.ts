import { describe, expect, it } from 'vitest';
import { hashSecret, makeKey, parseKey, secretMatches } from './key.ts';

describe('a key', () => {
  it('is read back as it was made', () => {
    for (let n = 0; n < 50; n++) {
      const test = n % 2 === 1;
      const { key, id, secret } = makeKey(test);
      expect(key.startsWith('sw_test_')).toBe(test);
      expect(parseKey(key)).toEqual({ test, id, secret });
    }
  });

  it('matches its own hash and no other', () => {
    const { secret } = makeKey();
    const hash = hashSecret(secret);
    const other = makeKey().secret;
    expect(secretMatches(other, hash)).toBe(false);
    // Before and after it was proven.
    for (let n = 0; n < 3; n++) {
      expect(secretMatches(secret, hash)).toBe(true);
      expect(secretMatches(other, hash)).toBe(false);
      expect(secretMatches(secret.slice(1), hash)).toBe(false);
      expect(secretMatches('', hash)).toBe(false);
    }
    expect(secretMatches(secret, hash.subarray(0, 31))).toBe(false);
    expect(secretMatches(secret, Buffer.alloc(0))).toBe(false);
  });

  const { key } = makeKey();
  it.each([
    ['', 'nothing'],
    ['sw_', 'the prefix alone'],
    [key.slice(0, -1), 'one character less'],
    [`${key}x`, 'one character more'],
    [key.toUpperCase(), 'another case'],
    [` ${key}`, 'a space before it'],
    [`${key}\n`, 'a newline behind it'],
    [key.replace('sw_', 'xx_'), 'another prefix'],
    [key.replace('sw_', 'sw_tset_'), 'a prefix that is nearly another'],
  ])('is not read from %j: %s', (text) => {
    expect(parseKey(text)).toBeNull();
  });
});

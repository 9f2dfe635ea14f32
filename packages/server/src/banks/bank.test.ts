import { describe, expect, it } from 'vitest';
import { type BankKind, isAmong, normalised } from './bank.ts';

const HASH = 'AB'.repeat(32);

describe('a value', () => {
  it.each<[BankKind, string, string]>([
    ['pdq', HASH, HASH.toLowerCase()],
    ['md5', 'F'.repeat(32), 'f'.repeat(32)],
    ['sha1', '0'.repeat(40), '0'.repeat(40)],
    ['sha256', HASH, HASH.toLowerCase()],
    ['phrase', '  Send   the FEE\nnow ', 'send the fee now'],
    ['phrase', 'ＦＥＥ', 'fee'],
    ['domain', 'Shop.Example.ORG', 'shop.example.org'],
    ['handle', 'Some.One', 'some.one'],
  ])('of kind %s, %j, is compared as %j', (kind, value, expected) => {
    expect(normalised(kind, value)).toEqual({ ok: true, value: expected });
    expect(normalised(kind, expected)).toEqual({ ok: true, value: expected });
  });

  it.each<[BankKind, string]>([
    ['pdq', 'ab'],
    ['pdq', `${'ab'.repeat(31)}zz`],
    ['md5', HASH],
    ['sha1', ''],
    ['sha256', `${'a'.repeat(63)}\n`],
    ['phrase', ' \n'],
    ['phrase', 'x'.repeat(600)],
    ['domain', 'https://example.org/'],
    ['domain', 'localhost'],
  ])('of kind %s is not %j', (kind, value) => {
    expect(normalised(kind, value)).toEqual({ ok: false, detail: expect.stringMatching(/^(is|has) /) });
  });
});

describe('the share of a bank that matches', () => {
  it('has about so many entries, and keeps those it had as it grows', () => {
    const ids = Array.from({ length: 10_000 }, (_, id) => id);
    const some = ids.filter((id) => isAmong(id, 0.1));
    expect(some.length).toBeGreaterThan(900);
    expect(some.length).toBeLessThan(1100);
    expect(some.every((id) => isAmong(id, 0.2))).toBe(true);
    expect(ids.filter((id) => isAmong(id, 0))).toEqual([]);
    expect(ids.every((id) => isAmong(id, 1))).toBe(true);
  });
});

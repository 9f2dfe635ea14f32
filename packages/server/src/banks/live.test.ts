import { beforeEach, describe, expect, it } from 'vitest';
import type { Bank } from './bank.ts';
import { createLiveBanks, type LiveBanks } from './live.ts';
import type { EntryState } from './store.ts';

const BANK: Bank = {
  name: 'KNOWN',
  kind: 'pdq',
  is_negative: false,
  radius: 31,
  enabled: 1,
  purpose: '',
  source: '',
  owner: '',
  harm: 'csea',
  hint: 'block',
};

/** A hash with so many of its first bits set: as far from another as their numbers differ. */
function bits(count: number): string {
  return BigInt.asUintN(256, (1n << BigInt(count)) - 1n)
    .toString(16)
    .padStart(64, '0');
}

function entry(id: number, value: string, more: Partial<EntryState> = {}): EntryState {
  return { id, bank: 'KNOWN', value, expiresAt: null, isRemoved: false, ...more };
}

let live: LiveBanks;
let time = 1_000;
beforeEach(async () => {
  time = 1_000;
  live = await createLiveBanks(() => time);
  live.apply([BANK], []);
});

const entriesNear = (value: string, radius?: number) =>
  live
    .match('pdq', value, radius === undefined ? {} : { radius })
    .map(({ entry, distance }) => [entry, distance]);

describe('banks in memory', () => {
  it('match what is near, nearest first, within each bank’s own radius', () => {
    live.apply([{ ...BANK, name: 'STRICT', radius: 4 }], []);
    live.apply([], [entry(1, bits(30)), entry(2, bits(5)), entry(3, bits(4), { bank: 'STRICT' })]);
    expect(entriesNear(bits(0))).toEqual([
      [3, 4],
      [2, 5],
      [1, 30],
    ]);
    expect(entriesNear(bits(9))).toEqual([
      [2, 4],
      [1, 21],
    ]);
    expect(entriesNear(bits(0), 4)).toEqual([[3, 4]]);
    expect(live.match('pdq', bits(30))[0]).toEqual({
      bank: 'KNOWN',
      entry: 1,
      distance: 0,
      harm: 'csea',
      hint: 'block',
    });
  });

  it('forget what is removed, and know what is added again', () => {
    live.apply([], [entry(1, bits(3))]);
    live.apply([], [entry(1, bits(3), { isRemoved: true })]);
    expect(entriesNear(bits(3))).toEqual([]);
    expect(live.entries).toBe(0);
    live.apply([], [entry(2, bits(3))]);
    expect(entriesNear(bits(3))).toEqual([[2, 0]]);
  });

  it('take the same change twice as once', () => {
    live.apply([], [entry(1, bits(3)), entry(1, bits(3))]);
    live.apply([BANK], [entry(1, bits(3))]);
    expect(entriesNear(bits(3))).toEqual([[1, 0]]);
  });

  it('let entries end by the clock', () => {
    live.apply([], [entry(1, bits(3), { expiresAt: 2_000 })]);
    expect(entriesNear(bits(3))).toEqual([[1, 0]]);
    time = 2_000;
    expect(entriesNear(bits(3))).toEqual([]);
  });

  it('have a harmless look-alike cancel what is not nearer than it', () => {
    live.apply([{ ...BANK, name: 'HARMLESS', is_negative: true }], []);
    live.apply([], [entry(1, bits(10)), entry(2, bits(0)), entry(3, bits(4), { bank: 'HARMLESS' })]);
    expect(entriesNear(bits(4))).toEqual([]);
    expect(entriesNear(bits(9))).toEqual([[1, 1]]);
    expect(entriesNear(bits(2))).toEqual([]);
    expect(entriesNear(bits(1))).toEqual([[2, 1]]);
  });

  it('match no entry of a bank that is not enabled', () => {
    live.apply([{ ...BANK, enabled: 0 }], [entry(1, bits(3))]);
    expect(entriesNear(bits(3))).toEqual([]);
    live.apply([BANK], []);
    expect(entriesNear(bits(3))).toEqual([[1, 0]]);
  });

  it('match words that are the same, of the same kind', () => {
    live.apply([{ ...BANK, name: 'SCAMS', kind: 'phrase' }], [entry(1, 'pay the fee', { bank: 'SCAMS' })]);
    expect(live.match('phrase', 'pay the fee').map(({ entry }) => entry)).toEqual([1]);
    expect(live.match('handle', 'pay the fee')).toEqual([]);
    expect(live.match('phrase', 'pay the fees')).toEqual([]);
    expect(live.match('pdq', 'pay the fee')).toEqual([]);
    live.apply([], [entry(1, 'pay the fee', { bank: 'SCAMS', isRemoved: true })]);
    expect(live.match('phrase', 'pay the fee')).toEqual([]);
  });

  it('find the same while much that is new is being sorted', () => {
    const many = Array.from({ length: 40_000 }, (_, n) => {
      return entry(
        n + 10,
        (
          (BigInt(n + 1) * 0x9e3779b97f4a7c15f39cc0605cedc8341082276bf3a27251f86c6a11d0c18e95n) &
          ((1n << 256n) - 1n)
        )
          .toString(16)
          .padStart(64, '0'),
      );
    });
    live.apply([], many);
    const asked = [many[0], many[20_000], many[39_999]].map((one) => one?.value ?? '');
    const before = asked.map((value) => entriesNear(value));
    expect(before.every((found) => found.length > 0)).toBe(true);
    let steps = 0;
    while (live.tidy()) {
      steps++;
      expect(asked.map((value) => entriesNear(value))).toEqual(before);
    }
    expect(steps).toBeGreaterThan(3);
    live.apply([], [{ ...(many[0] ?? entry(0, '')), isRemoved: true }]);
    expect(entriesNear(asked[0] ?? '')).toEqual([]);
  });
});

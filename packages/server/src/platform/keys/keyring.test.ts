import { describe, expect, it } from 'vitest';
import { hashSecret, makeKey, type Scope } from './key.ts';
import { createKeyring } from './keyring.ts';
import type { LiveKey } from './store.ts';

/** A table of keys that can be changed, counted, made to fail and made to hang, and a clock set by hand. */
function house() {
  const table = new Map<string, LiveKey>();
  const state = { reads: 0, mode: 'up' as 'up' | 'down' | 'hangs', now: 1_000 };
  const keyring = createKeyring(
    async () => {
      state.reads += 1;
      if (state.mode === 'down') throw new Error('connection refused');
      if (state.mode === 'hangs') await new Promise(() => {});
      return new Map(table);
    },
    () => state.now,
  );
  const make = (...scopes: Scope[]) => {
    const { id, secret, key } = makeKey();
    table.set(id, {
      id,
      scopes: new Set(scopes),
      shadow: false,
      test: false,
      rate: null,
      hash: hashSecret(secret),
    });
    return { id, key };
  };
  return { keyring, state, make, revoke: (id: string) => table.delete(id) };
}

describe('the keyring', () => {
  it('grants what a key may do, and nothing else', async () => {
    const { keyring, make } = house();
    const { id, key } = make('decide');
    expect(await keyring.check(key, 'decide')).toEqual({
      kind: 'granted',
      keyId: id,
      scopes: new Set(['decide']),
      shadow: false,
      test: false,
      rate: null,
    });
    expect(await keyring.check(key, 'read')).toEqual({ kind: 'lacks_scope' });
  });

  it('does not know what is no key, without asking the database', () => {
    const { keyring, state } = house();
    for (const text of [undefined, '', 'sw_x', 'Bearer'])
      expect(keyring.check(text, 'decide')).toEqual({ kind: 'unknown' });
    expect(state.reads).toBe(0);
  });

  it('does not know a key with another secret', async () => {
    const { keyring, make } = house();
    const { id } = make('decide');
    const forged = makeKey().key.replace(/^sw_[0-9a-z]{12}/, `sw_${id}`);
    expect(await keyring.check(forged, 'decide')).toEqual({ kind: 'unknown' });
  });

  it('answers from memory while that is fresh', async () => {
    const { keyring, state, make } = house();
    const { key } = make('decide');
    await keyring.check(key, 'decide');
    for (let n = 0; n < 100; n++) expect(keyring.check(key, 'decide')).toMatchObject({ kind: 'granted' });
    expect(state.reads).toBe(1);
  });

  it('finds a key that was made after the last look', async () => {
    const { keyring, state, make } = house();
    await keyring.check(make('decide').key, 'decide');
    const later = make('decide').key;
    state.now += 200;
    expect(await keyring.check(later, 'decide')).toMatchObject({ kind: 'granted' });
  });

  it('refuses a revoked key when a second is over', async () => {
    const { keyring, state, make, revoke } = house();
    const { id, key } = make('decide');
    await keyring.check(key, 'decide');
    revoke(id);
    state.now += 1_000;
    expect(await keyring.check(key, 'decide')).toEqual({ kind: 'unknown' });
  });

  it('refuses it sooner where requests keep coming', async () => {
    const { keyring, state, make, revoke } = house();
    const { id, key } = make('decide');
    await keyring.check(key, 'decide');
    revoke(id);
    state.now += 500;
    // Used once more while the table is read beside it.
    expect(keyring.check(key, 'decide')).toMatchObject({ kind: 'granted' });
    await new Promise(setImmediate);
    expect(await keyring.check(key, 'decide')).toEqual({ kind: 'unknown' });
  });

  it.each(['down', 'hangs'] as const)('keeps good keys good while the database %s', async (mode) => {
    const { keyring, state, make } = house();
    const { key } = make('decide');
    await keyring.check(key, 'decide');
    state.mode = mode;
    for (let n = 0; n < 5; n++) {
      state.now += 2_000;
      expect(await keyring.check(key, 'decide', 20)).toMatchObject({ kind: 'granted' });
    }
  });

  it.each(['down', 'hangs'] as const)(
    'says that it cannot tell of others while the database %s',
    async (mode) => {
      const { keyring, state, make } = house();
      await keyring.check(make('decide').key, 'decide');
      state.mode = mode;
      state.now += 2_000;
      expect(await keyring.check(makeKey().key, 'decide')).toEqual({ kind: 'unverifiable' });
    },
  );

  it('asks the database once for many unknown keys at once', async () => {
    const { keyring, state } = house();
    const verdicts = await Promise.all(
      Array.from({ length: 200 }, () => keyring.check(makeKey().key, 'read')),
    );
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['unknown']));
    expect(state.reads).toBeLessThan(5);
  });
});

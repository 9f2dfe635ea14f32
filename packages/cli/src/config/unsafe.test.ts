import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UNSAFE_NAMES } from './settings.ts';
import { type Deployment, formatUnsafe, type Stored, unsafeSettings, unsafeStored } from './unsafe.ts';

const SAFE: Deployment = { environment: 'production', host: '127.0.0.1', data: '/var/lib/safeward' };
const STORED: Stored = { isEnforced: true, testKeys: [], shadowKeys: [], privateWebhooks: [] };

const ofSettings = (more: Partial<Deployment>) =>
  unsafeSettings({ ...SAFE, ...more }).map(({ name }) => name);
const ofStored = (more: Partial<Stored>, deployment: Partial<Deployment> = {}) =>
  unsafeStored({ ...SAFE, ...deployment }, { ...STORED, ...more }).map(({ name }) => name);

describe('settings that are unsafe in production', () => {
  it.each<[more: Partial<Deployment>, names: readonly string[]]>([
    [{}, []],
    [{ host: 'localhost' }, []],
    [{ host: '::1' }, []],
    [{ host: '127.8.8.8' }, []],
    [{ host: '0.0.0.0' }, ['plain_http']],
    [{ host: '::' }, ['plain_http']],
    [{ host: '10.0.0.1' }, ['plain_http']],
    [{ host: '127.0.0.1.example.com' }, ['plain_http']],
    [{ host: '0.0.0.0', behindProxy: true }, []],
    [{ host: '0.0.0.0', behindProxy: false }, ['plain_http']],
    [{ data: '/tmp/x' }, ['temporary_data']],
    [{ data: '/tmp' }, ['temporary_data']],
    [{ data: '/tmpx' }, []],
    [{ data: '/tmp/../srv/x' }, []],
    [{ data: '/srv/../dev/shm/x' }, ['temporary_data']],
    [{ data: join(tmpdir(), 'x') }, ['temporary_data']],
    [{ data: '/tmp/..x' }, ['temporary_data']],
    [{ shadow: true }, ['shadow']],
    [{ shadow: false }, []],
    [{ logLevel: 'debug' }, ['debug_log']],
    [{ logLevel: 'info' }, []],
    [{ host: '::', shadow: true, logLevel: 'debug' }, ['plain_http', 'shadow', 'debug_log']],
    [{ host: '::', shadow: true, allow: ['shadow'] }, ['plain_http']],
    [{ host: '::', data: '/tmp/x', shadow: true, logLevel: 'debug', allow: UNSAFE_NAMES }, []],
  ])('%j: %j', (more, names) => {
    expect(ofSettings(more)).toEqual(names);
    // Elsewhere nothing is said.
    const { environment: _production, ...elsewhere } = { ...SAFE, ...more };
    expect(unsafeSettings(elsewhere)).toEqual([]);
    expect(unsafeSettings({ ...elsewhere, environment: 'development' })).toEqual([]);
  });
});

describe('what the database holds that is unsafe in production', () => {
  it.each<[more: Partial<Stored>, names: readonly string[]]>([
    [{}, []],
    [{ isEnforced: false }, ['shadow']],
    [{ shadowKeys: ['a'] }, ['shadow']],
    [{ testKeys: ['a', 'b'] }, ['test_keys']],
    [{ privateWebhooks: ['http://10.0.0.1/'] }, ['private_webhooks']],
    [
      { isEnforced: false, testKeys: ['a'], privateWebhooks: ['x'] },
      ['shadow', 'test_keys', 'private_webhooks'],
    ],
  ])('%j: %j', (more, names) => {
    expect(ofStored(more)).toEqual(names);
    expect(ofStored(more, { environment: 'development' })).toEqual([]);
    expect(ofStored(more, { allow: UNSAFE_NAMES })).toEqual([]);
  });
});

it('every name is of something that can be found', () => {
  const found = new Set([
    ...ofSettings({ host: '::', data: '/tmp/x', shadow: true, logLevel: 'debug' }),
    ...ofStored({ isEnforced: false, testKeys: ['a'], privateWebhooks: ['x'] }),
  ]);
  expect([...found].toSorted()).toEqual(UNSAFE_NAMES.toSorted());
});

it('is told with its reason, and both ways out', () => {
  const [unsafe] = unsafeSettings({ ...SAFE, logLevel: 'debug' });
  if (unsafe === undefined) throw new Error('a debug log is unsafe');
  expect(formatUnsafe(unsafe)).toBe(
    'debug_log: it logs at the level debug; it grows with every request, and tells more than who reads it needs ' +
      'to know. Mend: say `log_level: info`; or, if it is meant, `allow: [debug_log]`.',
  );
});

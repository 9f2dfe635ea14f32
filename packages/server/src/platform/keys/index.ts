export { isScope, type Key, SCOPES, type Scope, TEST_SCOPES } from './key.ts';
export { createKeyring, type Keyring, type Verdict } from './keyring.ts';
export { createFirstKey, createKey, type LiveKey, listKeys, loadLiveKeys, revokeKey } from './store.ts';

export const keyMigrations = { area: 'keys', folder: new URL('./migrations/', import.meta.url) };

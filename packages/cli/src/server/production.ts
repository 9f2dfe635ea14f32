import { loadPractice } from '@safeward/engine';
import { type Database, listEndpoints, listKeys, liveActivations, loadSources } from '@safeward/server';
import {
  type Deployment,
  formatUnsafe,
  isProduction,
  type Stored,
  type Unsafe,
  unsafeSettings,
  unsafeStored,
} from '../config/unsafe.ts';
import { Mistake } from '../mistake.ts';

type Pool = Database['pool'];

/** @throws {Mistake} where this is production, and the settings are unsafe there */
export function refuseUnsafe(deployment: Deployment): void {
  refuse(unsafeSettings(deployment));
}

/** @throws {Mistake} where this is production, and what the database holds is unsafe there */
export async function refuseUnsafeStored(deployment: Deployment, pool: Pool): Promise<void> {
  if (isProduction(deployment)) refuse(unsafeStored(deployment, await readStored(pool)));
}

function refuse(unsafe: readonly Unsafe[]): void {
  if (unsafe.length === 0) return;
  throw new Mistake(
    `environment is production, and this is unsafe there:\n${unsafe.map((one) => `  ${formatUnsafe(one)}`).join('\n')}`,
  );
}

export async function readStored(pool: Pool): Promise<Stored> {
  const keys = (await listKeys(pool)).filter(
    ({ revoked_at, scopes }) => revoked_at === null && scopes.includes('decide'),
  );
  const endpoints = await listEndpoints(pool);
  return {
    isEnforced: await isEnforced(pool),
    testKeys: keys.filter(({ test }) => test).map(({ name }) => name),
    shadowKeys: keys.every(({ shadow }) => shadow) ? keys.map(({ name }) => name) : [],
    privateWebhooks: endpoints.filter(({ allow_private }) => allow_private).map(({ url }) => url),
  };
}

/** A practice that cannot be read is not taken for one in shadow: whoever starts with it says what is wrong. */
async function isEnforced(pool: Pool): Promise<boolean> {
  const base = (await liveActivations(pool)).find(
    ({ kind, stage }) => kind === 'base' && stage === 'enforce',
  );
  const files = base === undefined ? null : await loadSources(pool, base.hash);
  if (files === null) return false;
  const loaded = loadPractice(files);
  return !loaded.ok || loaded.practice.measures.some(({ mode }) => mode === 'enforce');
}

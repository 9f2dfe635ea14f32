import type { Plan } from '@safeward/engine';
import type { Pool } from '../platform/database/index.ts';
import type { Logger } from '../platform/log/log.ts';
import { needsApproval } from './activation.ts';
import type { GivenPractice } from './practice.ts';
import {
  exclusively,
  insertActivation,
  isApprovalRequired,
  isPending,
  liveActivations,
  markActive,
} from './store.ts';
import { announce } from './told.ts';
import { storeVersion } from './version-store.ts';

const BY = 'start';

/**
 * Puts the practice that a server was started with in force, unless it is so already. Where a second person has to
 * approve it and another one is in force, it waits for that, and the other goes on.
 *
 * @returns the plan of the given practice, which need not be compiled again
 */
export async function startWith(pool: Pool, given: GivenPractice, log: Logger): Promise<readonly Plan[]> {
  const { practice, files, plan } = given;
  await exclusively(pool, true, async (client) => {
    await storeVersion(client, practice, files, BY);
    const live = await liveActivations(client);
    const inForce = live.find(({ kind, stage }) => kind === 'base' && stage === 'enforce');
    if (inForce?.hash === practice.hash) return;
    const request = {
      kind: 'base',
      stage: 'enforce',
      share: null,
      guards: [],
      expires_at: null,
      reason: 'the server was started with it',
    } as const;
    const mustWait = inForce !== undefined && needsApproval(request, await isApprovalRequired(client));
    // Started again before anybody has approved it.
    if (mustWait && (await isPending(client, practice.hash, BY))) return;
    const id = await insertActivation(client, practice.hash, request, BY);
    if (mustWait) {
      log.warn({ activation: id, practice: plan.label }, 'the given practice waits for approval');
      return;
    }
    await markActive(client, id, { approvedBy: null, replaced: { as: 'superseded', by: BY, reason: null } });
    await announce(client, id);
  });
  return [plan];
}

import { loadPractice } from '@safeward/engine';
import { liveActivations, loadSources } from '@safeward/server';
import { EXIT } from '../exit.ts';
import { Mistake } from '../mistake.ts';
import { withDatabase } from '../server/database.ts';
import type { DataOptions } from '../server/options.ts';
import type { PracticeSource } from './crew.ts';

/**
 * The practice that decides for everybody now; null where none ever did. What is tried beside it, or laid over it for
 * a time, is left out.
 *
 * @throws {Mistake} where the database cannot be had, or the practice is none any more
 */
export async function practiceInForce(options: DataOptions): Promise<PracticeSource | null> {
  const files = await withDatabase(options, async ({ pool }) => {
    const live = await liveActivations(pool);
    const base = live.find(({ kind, stage }) => kind === 'base' && stage === 'enforce');
    return base === undefined ? null : loadSources(pool, base.hash);
  });
  if (files === null) return null;
  const loaded = loadPractice(files);
  if (!loaded.ok)
    throw new Mistake('The practice in force cannot be used by this version of Safeward.', EXIT.checkFailed);
  return { label: loaded.plan.label, files };
}

import { loadPractice, type Plan } from '@safeward/engine';
import { readPractice } from '../input/starter.ts';

/** The plan of a practice folder, the starter where none is named. @throws where it does not check */
export function readPlan(folder?: string): Plan {
  const loaded = loadPractice(readPractice(folder));
  if (!loaded.ok)
    throw new Error(`${folder ?? 'starter'} does not check: ${JSON.stringify(loaded.findings[0])}`);
  return loaded.plan;
}

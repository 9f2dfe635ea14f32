import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPractice, type Plan } from '@safeward/engine';

const STARTER = fileURLToPath(new URL('../../../practices/starter', import.meta.url));

/** The plan of a practice folder, the starter where none is named. @throws where it does not check */
export function readPlan(folder: string = STARTER): Plan {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  const loaded = loadPractice(files);
  if (!loaded.ok) throw new Error(`${folder} does not check: ${JSON.stringify(loaded.findings[0])}`);
  return loaded.plan;
}

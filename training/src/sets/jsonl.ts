import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lines of a file of JSON lines. */
export function readJsonl<T>(folder: string, name: string): readonly T[] {
  return readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

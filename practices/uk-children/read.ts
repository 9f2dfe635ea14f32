import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '@safeward/engine';

/** The folder of this practice, with a slash at its end. */
export const FOLDER = fileURLToPath(new URL('./', import.meta.url));

/** The files of this practice as they stand on disk, by name. */
export function ukChildrenFiles(): readonly SourceFile[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(FOLDER + path, 'utf8') }));
}

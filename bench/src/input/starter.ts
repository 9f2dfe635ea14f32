import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '@safeward/engine';

const FOLDER = fileURLToPath(new URL('../../../practices/starter/', import.meta.url));

/** The files of the practice that Safeward comes with, or of the one in another folder. */
export function readPractice(folder: string = FOLDER): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

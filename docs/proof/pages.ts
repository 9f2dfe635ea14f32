import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Every document of the project, as absolute paths. */
export function pages(): readonly string[] {
  return globSync(['*.md', 'docs/**/*.md', 'practices/**/*.md', 'packages/*/*.md', 'bench/*.md'], {
    cwd: ROOT,
  })
    .toSorted()
    .map((page) => join(ROOT, page))
    .filter((page) => existsSync(page));
}

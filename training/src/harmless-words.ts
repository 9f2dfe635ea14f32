import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words, names and places of our own choosing that hold a rude one's letters and are harmless. */
export function readHarmlessWords(): readonly string[] {
  return readFileSync(join(import.meta.dirname, '../data/harmless-words.txt'), 'utf8')
    .split(/\s+/)
    .filter((word) => word !== '');
}

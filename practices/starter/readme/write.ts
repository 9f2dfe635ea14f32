import { readFileSync, writeFileSync } from 'node:fs';
import { loadPractice } from '@safeward/engine';
import { FOLDER, starterFiles } from '../read.ts';
import { withTables } from './table.ts';

/** Writes the tables of README.md anew; run it after a measure has changed. */

const loaded = loadPractice(starterFiles());
if (!loaded.ok) {
  process.stderr.write('The practice has errors: run `safeward practice check practices/starter`.\n');
  process.exit(1);
}
const path = `${FOLDER}README.md`;
writeFileSync(path, withTables(readFileSync(path, 'utf8'), loaded.practice));
process.stdout.write('practices/starter/README.md is up to date.\n');

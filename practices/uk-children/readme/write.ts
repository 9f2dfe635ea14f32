import { readFileSync, writeFileSync } from 'node:fs';
import { loadPractice } from '@safeward/engine';
import { FOLDER, ukChildrenFiles } from '../read.ts';
import { withTables } from './table.ts';

/** Writes the tables of README.md anew; run it after a measure has changed. */

const loaded = loadPractice(ukChildrenFiles());
if (!loaded.ok) {
  process.stderr.write('The practice has errors: run `safeward practice check practices/uk-children`.\n');
  process.exit(1);
}
const path = `${FOLDER}README.md`;
writeFileSync(path, withTables(readFileSync(path, 'utf8'), loaded.practice));
process.stdout.write('practices/uk-children/README.md is up to date.\n');

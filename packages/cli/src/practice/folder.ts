import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '@safeward/engine';
import { asMistake, Mistake } from '../mistake.ts';

/** Where the practices are that Safeward comes with: packed they lie in the package, in a clone beside `packages/`. */
const PACKED = new URL('../../practices/', import.meta.url);
const CLONED = new URL('../../../../practices/', import.meta.url);

/** The practice that Safeward begins with. */
export const STARTER = fileURLToPath(new URL('starter', existsSync(PACKED) ? PACKED : CLONED));

const MAX_FILES = 1_000;

/**
 * The sources of a practice: every `*.yaml` in a folder and those below it, or one file. Links to folders are not
 * followed; what is hidden is left out, for editors keep their drafts there.
 *
 * @throws {Mistake} where there is none to be had
 */
export function readPractice(path: string): readonly SourceFile[] {
  try {
    if (!statSync(path).isDirectory()) return [{ path: basename(path), text: readText(path) }];
    const files = listYaml(path);
    if (files.length === 0) throw new Mistake(`${path} holds no practice: there is no *.yaml file in it.`);
    if (files.length > MAX_FILES) throw new Mistake(`${path} holds more than ${MAX_FILES} *.yaml files.`);
    return files.map((file) => ({ path: relative(path, file).split(sep).join('/'), text: readText(file) }));
  } catch (error) {
    throw asMistake(error, `The practice ${path} cannot be read`);
  }
}

function listYaml(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (/^\.|^node_modules$/.test(entry.name)) return [];
      if (entry.isDirectory()) return listYaml(path);
      return entry.name.endsWith('.yaml') ? [path] : [];
    });
}

function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) throw new Mistake(`${path} is not UTF-8 text.`);
    throw error;
  }
}

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { asMistake, Mistake } from '../mistake.ts';
import { print, printJson } from '../terminal.ts';

const TEMPLATE = new URL('../new-practice/', import.meta.url);
const FILES = ['practice.yaml', 'contact.yaml'] as const;

export function newCommand(finish: Finish): Command {
  return defineCommand({
    name: 'new',
    description: 'Writes a small code of practice that works, with its tests, to start from.',
    json: 'print one object: folder, files',
    examples: ['safeward practice new my-practice'],
  })
    .argument('<dir>', 'a folder that is empty or not there yet; the practice is named after it')
    .action(async (dir: string, options: { readonly json?: true }) => {
      write(dir);
      if (options.json) await printJson({ folder: dir, files: FILES });
      else {
        await print(
          `${FILES.map((file) => `wrote ${join(dir, file)}\n`).join('')}\n` +
            `Next: npx safeward practice test ${dir}\n` +
            `Then: npx safeward serve --practice ${dir}\n`,
        );
      }
      finish(EXIT.fine);
    });
}

/** @throws {Mistake} where something would be written over */
function write(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true });
    if (readdirSync(dir).length > 0) throw new Mistake(`${dir} is not empty; nothing was written.`);
    for (const file of FILES) {
      const text = readFileSync(new URL(file, TEMPLATE), 'utf8');
      writeFileSync(join(dir, file), text.replace('practice: my-practice', `practice: ${nameFor(dir)}`), {
        flag: 'wx',
      });
    }
  } catch (error) {
    throw asMistake(error, `${dir} cannot be written`);
  }
}

/** The folder's name, as far as a practice may be called that. */
function nameFor(dir: string): string {
  const name = basename(resolve(dir))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return name === '' ? 'my-practice' : name;
}

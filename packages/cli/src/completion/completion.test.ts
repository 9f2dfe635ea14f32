import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../program.ts';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { safeward } from '../testing/safeward.ts';
import { COMPLETIONS, SHELLS } from './scripts.ts';
import { placesOf, written } from './tree.ts';

const folder = temporaryFolder();
let script: string;

beforeAll(async () => {
  const { code, stdout } = await safeward(['completion', 'bash']);
  expect(code).toBe(0);
  script = stdout;
  writeFiles(folder, { 'bash.sh': stdout, 'a file.jsonl': '', 'some.yaml': '', 'folder/.keep': '' });
  mkdirSync(join(folder, 'some folder'));
});

/** What bash would offer for the last word. */
function offered(...typed: readonly string[]): readonly string[] {
  const words = ['safeward', ...typed];
  const ran = spawnSync(
    'bash',
    [
      '-c',
      `source bash.sh; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _safeward; printf "%s\\n" "\${COMPREPLY[@]}"`,
      '-',
      ...words,
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return ran.stdout.split('\n').filter((word) => word !== '');
}

describe('bash', () => {
  const places = placesOf(createProgram(() => {}));

  it('offers every command there is, and every option of each', () => {
    expect(places.length).toBeGreaterThan(20);
    for (const { path, commands, options } of places) {
      if (commands.length > 0) expect(offered(...path, '')).toEqual(commands.map(({ name }) => name));
      expect(offered(...path, '--')).toEqual(options.map(({ names }) => names[0]));
    }
  });

  it.each<[typed: readonly string[], words: readonly string[]]>([
    [['pra'], ['practice']],
    [['practice', 'che'], ['check']],
    [['keys', 'create', '--na'], ['--name']],
    [
      ['serve', '--log-level', ''],
      ['silent', 'error', 'warn', 'info', 'debug'],
    ],
    [['serve', '--log-level', 'wa'], ['warn']],
    [
      ['serve', '--log-level', '='],
      ['silent', 'error', 'warn', 'info', 'debug'],
    ],
    [['serve', '--log-level', '=', 'wa'], ['warn']],
    [['serve', '--shadow', '--environment', 'p'], ['production']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    // Nobody can know a port.
    [['serve', '--port', ''], []],
    [['serve', ''], []],
    // A name that is also a command's.
    [['keys', 'create', '--name', 'list', '--sc'], ['--scopes']],
    [['decide', 'a'], ['a file.jsonl']],
    [
      ['decide', '--practice', ''],
      ['folder', 'some folder'],
    ],
    [
      ['serve', '--config', 'so'],
      ['some folder', 'some.yaml'],
    ],
    [['nonsense', 'ser'], ['serve']],
  ])('%j is completed with %j', (typed, words) => {
    expect(offered(...typed).toSorted()).toEqual(words.toSorted());
  });

  it('is told of once', () => {
    expect(script).toMatch(/^complete -F _safeward safeward$/m);
  });
});

/** A small invented program, with each thing that there is. */
function invented(): Command {
  const bread = new Command('bread')
    .description("Bakes bread. It's slow.")
    .addArgument(new Argument('<flour>', 'which').choices(['rye', 'wheat']))
    .addOption(new Option('-c, --crust <how>', 'how hard; soft if left out').choices(['soft', 'hard']))
    .option('--oven <dir>', 'where')
    .option('--recipe <file>', "whose: yours, or the baker's")
    .option('--minutes <n>', 'how long');
  const list = new Command('list').description('Lists what is baked').argument('<file>', 'the book');
  const book = new Command('book').description('Keeps the book').addCommand(list);
  return new Command('bakery').version('1.0.0').addCommand(bread).addCommand(book);
}

describe.each(SHELLS)('the script for %s', (shell) => {
  it('is as it should be, for an invented program', () => {
    const golden = new URL(`invented.golden.${shell}`, import.meta.url);
    expect(COMPLETIONS[shell](placesOf(invented()))).toBe(readFileSync(golden, 'utf8'));
  });

  it('names every command there is', () => {
    const places = placesOf(createProgram(() => {}));
    const whole = COMPLETIONS[shell](places);
    for (const place of places.slice(1)) expect(whole).toContain(written(place));
  });
});

it('a shell that there is none for is refused, with those there are', async () => {
  const { code, stderr } = await safeward(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(stderr).toContain('Allowed choices are bash, zsh, fish.');
});

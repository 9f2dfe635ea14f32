import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from './program.ts';
import { safeward } from './testing/safeward.ts';

/** Every command there is, as it is typed: found, not listed, so that a new one cannot be forgotten. */
function pathsOf(command: Command, path: readonly string[] = []): readonly (readonly string[])[] {
  return [path, ...command.commands.flatMap((sub) => pathsOf(sub, [...path, sub.name()]))];
}

const PATHS = pathsOf(createProgram(() => {})).map((path) => ({
  path,
  typed: ['safeward', ...path].join(' '),
}));

it('has the commands that its users know', () => {
  expect(PATHS.map(({ typed }) => typed)).toEqual([
    'safeward',
    'safeward demo',
    'safeward serve',
    'safeward decide',
    'safeward signals',
    'safeward backtest',
    'safeward practice',
    'safeward practice check',
    'safeward practice test',
    'safeward practice diff',
    'safeward practice show',
    'safeward practice new',
    'safeward practice upload',
    'safeward practice list',
    'safeward practice activate',
    'safeward practice approve',
    'safeward practice end',
    'safeward practice rollback',
    'safeward import',
    'safeward hash',
    'safeward bank',
    'safeward bank match',
    'safeward held',
    'safeward held list',
    'safeward held release',
    'safeward held refuse',
    'safeward evidence',
    'safeward evidence export',
    'safeward evidence verify',
    'safeward evidence fsck',
    'safeward replay',
    'safeward poll',
    'safeward poll weight',
    'safeward poll tabulate',
    'safeward poll check',
    'safeward poll claim',
    'safeward keys',
    'safeward keys create',
    'safeward keys list',
    'safeward keys revoke',
    'safeward config',
    'safeward config show',
    'safeward config check',
    'safeward doctor',
    'safeward completion',
  ]);
});

describe.each(PATHS)('$typed --help', ({ path, typed }) => {
  it('shows how it is used, an example, and what its exit codes mean', async () => {
    const { code, stdout, stderr } = await safeward([...path, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.startsWith(`Usage: ${typed} `)).toBe(true);
    const [, examples = '', exits = ''] =
      /\nExamples:\n((?: {2}.*\n)+)\nExit codes:\n((?: {2}\d .*\n)+)/.exec(stdout) ?? [];
    expect(examples).toContain(`  ${typed}`);
    expect(exits).toMatch(/^ {2}0 {2}fine\n {2}1 {2}.*\n {2}2 {2}/);
  });
});

describe('options that every command has', () => {
  const leaves = PATHS.filter(
    ({ path }) =>
      !PATHS.some(
        (other) => other.path.length > path.length && path.every((word, at) => other.path[at] === word),
      ),
  );

  it.each(leaves)('$typed takes --json', ({ path }) => {
    const command = path.reduce<Command | undefined>(
      (at, name) => at?.commands.find((sub) => sub.name() === name),
      createProgram(() => {}),
    );
    expect(command?.options.map(({ long }) => long)).toContain('--json');
  });
});

it('says its version', async () => {
  expect(await safeward(['--version'])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: '',
  });
});

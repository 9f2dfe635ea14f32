import type { Command } from 'commander';
import { addSettingOptions, sourcesOf } from '../config/options.ts';
import { defineCommand, defineGroup, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { SERVE_SETTINGS } from './serve.ts';

export function configCommand(finish: Finish): Command {
  return defineGroup(
    {
      name: 'config',
      description: 'Shows and checks the settings: options before variables before the file.',
      examples: ['safeward config show', 'safeward config check --config /etc/safeward/safeward.yaml'],
    },
    [showCommand(finish), checkCommand(finish)],
  );
}

function showCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'show',
    description: 'Shows every setting, its value, and where that comes from; no passwords.',
    json: 'print one object: file, settings, each with name, value, source',
    examples: ['safeward config show', 'SAFEWARD_PORT=9000 safeward config show --json'],
    more: 'It takes the options of `safeward serve`, and shows what they would make of the settings.',
  });
  return addSettingOptions(command, SERVE_SETTINGS).action(async ({ json }: { readonly json?: true }) => {
    const { showConfig } = await import('../config/show.ts');
    await showConfig(sourcesOf(command, SERVE_SETTINGS), json === true);
    finish(EXIT.fine);
  });
}

function checkCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'check',
    description: 'Says everything that is wrong with the settings, without starting anything.',
    json: 'print one object: ok, file, problems, unsafe',
    examples: [
      'safeward config check',
      'safeward config check --config safeward.yaml --environment production',
    ],
    exits: [EXIT.checkFailed],
    more:
      'In production it also says what is unsafe there, as far as that can be known without the database; `safeward doctor`\n' +
      'looks at that too.',
  });
  return addSettingOptions(command, SERVE_SETTINGS).action(async ({ json }: { readonly json?: true }) => {
    const { checkConfig } = await import('../config/check.ts');
    finish(await checkConfig(sourcesOf(command, SERVE_SETTINGS), json === true));
  });
}

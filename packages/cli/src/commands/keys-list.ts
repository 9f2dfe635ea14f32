import type { Key, Rate } from '@safeward/server';
import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { formatTable } from '../output/table.ts';
import { visible } from '../output/visible.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { paint, print, printJson } from '../terminal.ts';

interface Options extends DataOptions {
  readonly json?: true;
}

export function keysListCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'list',
    description: 'Lists the keys, the revoked ones too; never the secrets, which are not kept.',
    json: 'print one object: keys',
    examples: ['safeward keys list'],
  });
  return addDataOptions(command).action(async (options: Options) => {
    const { allKeys, describeRate } = await import('../server/keys.ts');
    const keys = await allKeys(options);
    if (options.json) await printJson({ keys });
    else await print(keys.length === 0 ? 'There are no keys yet.\n' : describe(keys, describeRate));
    finish(EXIT.fine);
  });
}

function describe(keys: readonly Key[], describeRate: (rate: Rate) => string): string {
  const titles = ['id', 'name', 'scopes', 'rate', 'made', 'revoked'].map((title) => paint('dim', title));
  const rows = keys.map(({ id, name, scopes, shadow, test, rate, created_at, revoked_at }) => [
    id,
    visible(name),
    scopes.join(',') + (shadow ? ' (shadow)' : '') + (test ? ' (test)' : ''),
    rate === null ? '' : describeRate(rate),
    minute(created_at),
    revoked_at === null ? '' : paint('red', minute(revoked_at)),
  ]);
  return formatTable([titles, ...rows]);
}

function minute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}Z`;
}

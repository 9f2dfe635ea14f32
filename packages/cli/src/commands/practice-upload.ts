import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { visible } from '../output/visible.ts';
import { shortLabel } from '../output/words.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson, say } from '../terminal.ts';

interface Options extends DataOptions {
  readonly json?: true;
}

export function uploadCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'upload',
    description: 'Stores a code of practice as a draft; nothing is decided by it until it is activated.',
    json: 'print the version as one object',
    examples: ['safeward practice upload my-practice'],
    exits: [EXIT.checkFailed],
  });
  return addDataOptions(command)
    .argument('<dir>', 'the folder of a practice, or its only file')
    .action(async (dir: string, options: Options) => {
      const { upload } = await import('../server/practices.ts');
      const uploaded = await upload(dir, options);
      if (options.json) await printJson(uploaded);
      else {
        for (const warning of uploaded.warnings) say(visible(warning));
        const name = shortLabel(uploaded.practice);
        const next = `\`safeward practice activate ${uploaded.name}@${uploaded.version} --shadow\` tries it without effect.`;
        await print(`${uploaded.is_new ? 'Stored' : 'It was there already:'} ${name}. ${next}\n`);
      }
      finish(EXIT.fine);
    });
}

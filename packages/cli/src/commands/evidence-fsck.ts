import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { countOf } from '../output/words.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson } from '../terminal.ts';

export function evidenceFsckCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'fsck',
    description: 'Checks the whole log: its root from its entries, and its entries from the records.',
    json: 'print one object: size, rootHolds, whole, gone, superseded, altered',
    examples: ['safeward evidence fsck', 'safeward evidence fsck --data ./data --json'],
    exits: [EXIT.checkFailed],
  });
  return addDataOptions(command).action(async (options: DataOptions & { readonly json?: true }) => {
    const { fsck } = await import('../evidence/fsck.ts');
    const checked = await fsck(options);
    const { size, rootHolds, whole, gone, superseded, altered } = checked;
    if (options.json) await printJson(checked);
    else
      await print(
        [
          `${countOf(size, 'leaf', 'leaves')}; ${rootHolds ? 'they have the root that was signed' : 'THEY DO NOT HAVE THE ROOT THAT WAS SIGNED'}.`,
          `${countOf(whole, 'record')} as the log committed to them.`,
          ...(gone > 0
            ? [
                `${countOf(gone, 'leaf', 'leaves')} of records that are gone: erased, or their days were over.`,
              ]
            : []),
          ...(superseded > 0
            ? [`${countOf(superseded, 'leaf', 'leaves')} with a later one of the same record.`]
            : []),
          ...altered.map((id) => `ALTERED: ${id}`),
          '',
        ].join('\n'),
      );
    finish(rootHolds && altered.length === 0 ? EXIT.fine : EXIT.checkFailed);
  });
}

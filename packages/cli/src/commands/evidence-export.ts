import { type Command, InvalidArgumentError } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { countOf } from '../output/words.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { printJson, say } from '../terminal.ts';

/** The parts of all records; those of decisions, and of how holds ended, first. A name that is none would hide nothing. */
const PARTS = [
  ...['answer', 'content', 'event', 'history', 'people', 'decision', 'resolution'],
  ...['activation', 'commitment', 'consultation', 'erasure', 'key', 'log', 'name', 'sources'],
] as const;

interface Options extends DataOptions {
  readonly since: string;
  readonly actor?: string;
  readonly measure?: string;
  readonly parts?: readonly string[];
  readonly hide?: readonly string[];
  readonly previous?: string;
  readonly out: string;
  readonly json?: true;
}

export function evidenceExportCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'export',
    description: 'Writes an evidence pack: records, and proof that they are as they were.',
    json: 'print one object: records, missing, size',
    examples: [
      'safeward evidence export --since 7d --out pack.zip',
      'safeward evidence export --since 30d --actor u1 --hide content,people --out pack.zip',
    ],
    exits: [EXIT.checkFailed],
    more: 'What is hidden stays committed to: whoever has the pack can verify it later, when it is shown.',
  });
  return addDataOptions(command)
    .requiredOption('--since <time>', 'records made since then: 24h, 7d, a day, a time with a zone')
    .option('--actor <id>', 'only decisions about this account')
    .option('--measure <id>', 'only decisions that this measure matched')
    .option(
      '--parts <parts>',
      'only these parts are shown, with commas between; all others stay committed to',
      parseParts,
    )
    .option(
      '--hide <parts>',
      `parts that are not shown, with commas between: ${PARTS.join(', ')}`,
      parseParts,
    )
    .option('--previous <file>', 'an earlier checkpoint: the pack proves that the log goes on from it')
    .requiredOption('--out <file>', 'the pack; it must not be there yet')
    .action(async (options: Options) => {
      const { exportPack } = await import('../evidence/export.ts');
      const packed = await exportPack(options);
      const { records, missing, size } = packed;
      if (options.json) await printJson(packed);
      else
        say(
          `Wrote ${countOf(records, 'record')} of a log of ${countOf(size, 'leaf', 'leaves')} to ${options.out}.`,
        );
      if (missing.length > 0 && !options.json)
        say(
          `${countOf(missing.length, 'record')} left out, which the log does not have as they are: ${missing.slice(0, 5).join(', ')}.\n` +
            '`safeward evidence fsck` says whether they were altered; what is only seconds old comes in the next pack.',
        );
      finish(missing.length > 0 ? EXIT.checkFailed : EXIT.fine);
    });
}

function parseParts(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(PARTS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no part “${unknown}”.`);
  return names;
}

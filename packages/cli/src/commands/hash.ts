import { type Command, Option } from 'commander';
import { defineCommand, type Finish } from '../define.ts';

export interface HashImagesOptions {
  readonly json?: true;
  readonly family: 'full' | 'nearest-512';
}

export function hashCommand(finish: Finish): Command {
  return defineCommand({
    name: 'hash',
    description: 'Hashes images with PDQ, as banks of known images hold them.',
    json: 'print one object a line: file, pdq, quality; or file, error',
    examples: ['safeward hash photo.jpg', 'safeward hash --json uploads/*.jpg > hashes.jsonl'],
    more:
      'A quality below 50 means that there is little to see in the image: a match then says little. Of an image that moves\n' +
      'the first frame is hashed. A file that cannot be hashed gets its line too, and the command ends with 2.',
  })
    .argument('<files...>', 'JPEG, PNG, WebP, GIF, AVIF or TIFF')
    .addOption(
      new Option('--family <family>', 'over all pixels, or as the reference’s command line does it')
        .choices(['full', 'nearest-512'])
        .default('full'),
    )
    .action(async (files: readonly string[], options: HashImagesOptions) => {
      const { hashFiles } = await import('../banks/hash.ts');
      finish(await hashFiles(files, options));
    });
}

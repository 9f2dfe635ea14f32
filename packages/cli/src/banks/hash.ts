import { readFile } from 'node:fs/promises';
import { type HashOptions, hashImage, IMAGE_FAULTS } from '@safeward/server';
import { EXIT } from '../exit.ts';
import { systemReason } from '../mistake.ts';
import { visible } from '../output/visible.ts';
import { paint, print } from '../terminal.ts';

type Line =
  | { readonly file: string; readonly pdq: string; readonly quality: number }
  | { readonly file: string; readonly error: { readonly code: string; readonly detail: string } };

/** Prints a line for each file as soon as it is hashed, in the order in which they were named. */
export async function hashFiles(
  files: readonly string[],
  { json, family }: { readonly json?: true; readonly family: NonNullable<HashOptions['family']> },
): Promise<0 | 2> {
  let refused = 0;
  for (const file of files) {
    const line = await hashFile(file, family);
    if ('error' in line) refused++;
    await print(json ? `${JSON.stringify(line)}\n` : describe(line));
  }
  return refused > 0 ? EXIT.usage : EXIT.fine;
}

async function hashFile(file: string, family: NonNullable<HashOptions['family']>): Promise<Line> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const reason = systemReason(error);
    if (reason === null) throw error;
    return { file, error: { code: 'unreadable_file', detail: `The file cannot be read: ${reason}.` } };
  }
  const hashing = await hashImage(bytes, { family });
  if (!hashing.ok) return { file, error: { code: hashing.fault, detail: IMAGE_FAULTS[hashing.fault] } };
  return { file, pdq: hashing.pdq, quality: hashing.quality };
}

function describe(line: Line): string {
  if ('error' in line) return `${visible(line.file)}: ${paint('red', line.error.detail)}\n`;
  const quality = `quality ${line.quality}`;
  return `${line.pdq}  ${line.quality < 50 ? paint('yellow', quality) : quality}  ${visible(line.file)}\n`;
}

import { DEFAULT_LIMITS } from '@safeward/engine';
import { asMistake } from '../mistake.ts';
import { createProgress } from '../output/progress.ts';
import { countOf } from '../output/words.ts';
import { print } from '../terminal.ts';
import { type Line, readLines } from './lines.ts';
import { openInput } from './open.ts';

/**
 * Reads a file of JSON lines, or standard input for `-`, and prints the answer to each, in the same order. As it
 * goes, a person at the terminal sees how far it is.
 *
 * @param answer one line or several, without the last line's end
 * @param noun what a line holds, for the progress
 * @throws {Mistake} where the file cannot be read
 */
export async function answerLines(file: string, answer: (line: Line) => string, noun: string): Promise<void> {
  const input = await openInput(file);
  const progress = createProgress();
  const began = performance.now();
  let done = 0;
  try {
    for await (const lines of readLines(input, DEFAULT_LIMITS.totalBytes)) {
      let output = '';
      for (const line of lines) output += `${answer(line)}\n`;
      done += lines.length;
      // On a terminal the answers themselves show how far it is.
      if (!process.stdout.isTTY) progress.update(() => describeProgress(done, noun, began));
      await print(output);
    }
  } catch (error) {
    throw asMistake(error, `${file === '-' ? 'Standard input' : file} cannot be read`);
  } finally {
    progress.clear();
  }
}

function describeProgress(done: number, noun: string, began: number): string {
  const perSecond = Math.round(done / ((performance.now() - began) / 1000));
  return `${countOf(done, noun)}, ${perSecond.toLocaleString('en-US')} a second`;
}

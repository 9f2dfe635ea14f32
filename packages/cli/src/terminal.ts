import { once } from 'node:events';
import { styleText } from 'node:util';

/** Standard output and standard error of this process: results go to the first, words about them to the second. */

type Style = Parameters<typeof styleText>[0];

/** What to do when whoever reads our output (`| head`) has had enough. */
let onClosed = (): void => process.exit(0);

/** Replaces the silent exit, for a command that has something to put away first. */
export function whenOutputCloses(act: () => void): void {
  onClosed = act;
}

/** Call once, before anything is printed. */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      onClosed();
    });
  }
}

/** Writes a result, and waits where the reader is slower than we are. */
export async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Says something about the work to the person at the terminal. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** One JSON value on a line of standard output. */
export async function printJson(value: unknown): Promise<void> {
  await print(`${JSON.stringify(value)}\n`);
}

/** Colours only where a person looks: not into files and pipes, not with NO_COLOR. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream });
}

/** Columns of the terminal; a file has room for all. */
export function width(): number {
  return process.stdout.isTTY ? Math.max(process.stdout.columns, 60) : 160;
}

/** Text that came from outside, made safe to show: no control character may move the cursor or hide a line. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·');
}

/** Shortens to a number of characters, saying so with an ellipsis. */
export function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, Math.max(most - 1, 0)).join('')}…`;
}

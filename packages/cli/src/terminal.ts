import { once } from 'node:events';
import { styleText } from 'node:util';

/** Standard output and standard error of this process: results go to the first, words about them to the second. */

type Style = Parameters<typeof styleText>[0];

/** What to do when whoever reads our output (`| head`) has had enough. */
let onClosed = (): void => process.exit(0);
const closed = new Set<NodeJS.WriteStream>();

/** Replaces the silent exit, for a command that has something to put away first. */
export function whenOutputCloses(act: () => void): void {
  onClosed = act;
}

/** Call once, before anything is printed. */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      // Every later write fails as well; whoever puts things away is told once.
      if (closed.size === 0) onClosed();
      closed.add(stream);
    });
  }
}

/** Writes a result, and waits where the reader is slower than we are; what nobody reads any more is dropped. */
export async function print(text: string): Promise<void> {
  if (text === '' || closed.has(process.stdout) || process.stdout.write(text)) return;
  try {
    await once(process.stdout, 'drain');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
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

/** Columns for text that is wrapped: those of the terminal; a file gets what people read well. */
export function width(): number {
  return process.stdout.isTTY ? Math.max(process.stdout.columns, 60) : 120;
}

/** Columns for what is one line if it can be: a file has room for all. */
export function lineWidth(): number {
  return process.stdout.isTTY ? width() : Number.POSITIVE_INFINITY;
}

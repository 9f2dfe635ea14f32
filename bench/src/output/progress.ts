/** Says how far the work is. */
export type Progress = (message: string) => void;

/** On a terminal one line of standard error that is written over; silence where nobody watches. */
export function createProgress(stream: NodeJS.WriteStream): {
  readonly say: Progress;
  readonly end: () => void;
} {
  if (!stream.isTTY) return { say: () => {}, end: () => {} };
  return {
    say: (message) => stream.write(`\r\x1b[K${message.slice(0, stream.columns - 1)} `),
    end: () => stream.write('\r\x1b[K'),
  };
}

/**
 * One line on standard error that is written over and over while something takes its time; nothing at all where no
 * person looks.
 */
export interface Progress {
  /** At most a few times a second are shown. */
  update(text: () => string): void;
  /** Takes the line away. */
  clear(): void;
}

const INTERVAL_MS = 200;

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  // A line that appears and vanishes at once only flickers: the first is shown after an interval.
  let shownAt = performance.now();
  let shown = false;
  return {
    update(text) {
      if (!stream.isTTY || performance.now() - shownAt < INTERVAL_MS) return;
      shownAt = performance.now();
      shown = true;
      stream.write(`\r\x1b[2K${text()}`);
    },
    clear() {
      if (shown) stream.write('\r\x1b[2K');
      shown = false;
    },
  };
}

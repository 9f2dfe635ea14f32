/** `1 error`, `2 errors`. */
export function countOf(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : nouns}`;
}

/** `name@1.2.0#sha256:…` with as much of the hash as a person compares. */
export function shortLabel(label: string): string {
  return label.replace(/#sha256:([0-9a-f]{12})[0-9a-f]*$/, ' ($1)');
}

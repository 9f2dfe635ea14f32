import { countOf } from '../output/words.ts';

/** Lines that could not be read: all are counted, the first are named. */
export interface RefusedLines {
  add(line: number): void;
  readonly count: number;
  /** Their numbers, 1-based. */
  readonly first: readonly number[];
}

const NAMED = 10;

export function createRefusedLines(): RefusedLines {
  const first: number[] = [];
  let count = 0;
  return {
    add(line) {
      count += 1;
      if (first.length < NAMED) first.push(line);
    },
    get count() {
      return count;
    },
    first,
  };
}

/** `2 lines could not be read: 3, 17`. */
export function describeRefused({ count, first }: RefusedLines): string {
  const more = count > first.length ? ` and ${(count - first.length).toLocaleString('en-US')} more` : '';
  return `${countOf(count, 'line')} could not be read: ${first.join(', ')}${more}`;
}

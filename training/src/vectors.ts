import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../data');
/** Standard deviations that the largest step of a vector stands for. */
const RANGE = 5;

/** Word vectors that the model starts from: GloVe, shortened to fewer dimensions. See `training/README.md`. */
export interface Vectors {
  /** Commonest first. */
  readonly words: readonly string[];
  readonly placeOf: ReadonlyMap<string, number>;
  readonly dim: number;
  /** One value of a word's vector, in standard deviations. */
  value(place: number, dim: number): number;
}

export function readVectors(dim: number): Vectors {
  const words = readFileSync(join(FOLDER, 'vectors.txt'), 'utf8').split('\n');
  const bytes = readFileSync(join(FOLDER, 'vectors.bin'));
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  if (values.length !== words.length * dim)
    throw new Error('vectors.bin and vectors.txt do not belong together');
  return {
    words,
    placeOf: new Map(words.map((word, place) => [word, place])),
    dim,
    value: (place, at) => (values[place * dim + at]! * RANGE) / 127,
  };
}

/** Emoji with the words of their name. */
export function readEmoji(): ReadonlyMap<string, readonly string[]> {
  const lines = readFileSync(join(FOLDER, 'emoji.txt'), 'utf8').trim().split('\n');
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(' ');
      return [line.slice(0, at), line.slice(at + 1).match(/[a-z]+/g) ?? []];
    }),
  );
}

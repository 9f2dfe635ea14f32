import { commitment, SALT_LENGTH } from '../commitment.ts';
import { readObject } from './json.ts';
import { type Failure, fails, proven, type Verdict } from './verdict.ts';

/** What the log holds of one record. Nothing in it names a person. */
export interface Leaf {
  /** `decision`, `resolution`, `practice.version`, … */
  readonly type: string;
  /** ISO 8601, to the millisecond. */
  readonly time: string;
  /** The record's own random id. */
  readonly record: string;
  /** Hashes of the practices that it was made under, `sha256:…`; null where none was. */
  readonly practice: string | null;
  /** By part: see `commitment`. */
  readonly commitments: Readonly<Record<string, string>>;
}

/** A part of a record as it is disclosed. */
export interface Disclosed {
  readonly salt: string;
  readonly text: string;
}

const MAX_LEAF = 4096;
const SHAPES: Readonly<Record<Exclude<keyof Leaf, 'commitments'>, RegExp>> = {
  type: /^[a-z]+(?:[._][a-z]+)*$/,
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  record: /^[a-z]{2,4}_[0-9a-z]{16,64}$/,
  practice: /^sha256:[0-9a-f]{64}(?:\+sha256:[0-9a-f]{64})*$/,
};
const NAME = /^[a-z]{1,32}$/;
const COMMITMENT = /^[A-Za-z0-9_-]{43}$/;

/** Reads a leaf in its one form: canonical JSON (RFC 8785) of exactly these fields. */
export function parseLeaf(entry: Uint8Array | string, what = 'the leaf'): Verdict<Leaf> {
  const malformed = (detail: string) => fails('malformed', what, detail);
  if (entry.length > MAX_LEAF) return fails('too_large', what);
  const text = typeof entry === 'string' ? entry : Buffer.from(entry).toString('utf8');
  const read = readObject(text, what);
  if (!read.ok) return read;
  const { type, time, record, practice = null, commitments } = read.value;
  const fits = (name: keyof typeof SHAPES, value: unknown): value is string =>
    typeof value === 'string' && SHAPES[name].test(value);
  if (!fits('type', type)) return malformed('has no type');
  if (!fits('time', time)) return malformed('has no time');
  if (!fits('record', record)) return malformed('names no record');
  if (practice !== null && !fits('practice', practice)) return malformed('names no practice');
  if (!isCommitments(commitments)) return malformed('commits to nothing');
  const leaf: Leaf = { type, time, record, practice, commitments };
  return writeLeaf(leaf) === text ? proven(leaf) : malformed('is not in its canonical form');
}

function isCommitments(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).length > 0 &&
    Object.entries(value).every(
      ([name, one]) => NAME.test(name) && typeof one === 'string' && COMMITMENT.test(one),
    )
  );
}

/** The canonical form: all that stands in a leaf is ASCII that needs no escapes, so this is RFC 8785. */
function writeLeaf({ type, time, record, practice, commitments }: Leaf): string {
  const names = Object.keys(commitments).sort();
  const parts = names.map((name) => `"${name}":"${commitments[name]}"`);
  const under = practice === null ? '' : `"practice":"${practice}",`;
  return `{"commitments":{${parts.join(',')}},${under}"record":"${record}","time":"${time}","type":"${type}"}`;
}

/** Whether what is disclosed is what the leaf committed to. @returns the names of parts that were not disclosed */
export function verifyParts(
  leaf: Leaf,
  parts: Readonly<Record<string, Disclosed>>,
): Verdict<readonly string[]> {
  const { record, commitments } = leaf;
  for (const [name, { salt, text }] of Object.entries(parts)) {
    const what = `the part “${name}” of ${record}`;
    const broken = (failure: Failure) => ({ ...failure, record, part: name });
    if (!Object.hasOwn(commitments, name))
      return broken(fails('wrong_commitment', what, 'is none that the leaf knows'));
    if (salt.length !== SALT_LENGTH) return broken(fails('malformed', what, 'has no salt'));
    if (commitment(salt, name, text) !== commitments[name]) return broken(fails('wrong_commitment', what));
  }
  return proven(Object.keys(commitments).filter((name) => !Object.hasOwn(parts, name)));
}

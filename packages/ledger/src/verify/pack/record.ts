import { leafHash } from '../../hash.ts';
import type { TreeHead } from '../consistency.ts';
import { MAX_PROOF } from '../inclusion.ts';
import { createInclusionRun } from '../inclusion-run.ts';
import { isObject, readObject } from '../json.ts';
import { type Disclosed, type Leaf, parseLeaf, verifyParts } from '../leaf.ts';
import { fails, proven, type Verdict } from '../verdict.ts';

/** A line of a pack's records, not verified. */
export interface PackedRecord {
  readonly index: number;
  readonly leaf: string;
  readonly parts: Readonly<Record<string, Disclosed>>;
  /** In base64, from the leaf's sibling upwards. */
  readonly proof: readonly string[];
}

/** A record that is as the log committed to it. */
export interface ProvenRecord {
  readonly index: number;
  readonly leaf: Leaf;
  readonly parts: Readonly<Record<string, Disclosed>>;
  /** Names of parts that are not shown. */
  readonly withheld: readonly string[];
}

/** @returns verifies the records of one pack, line by line */
export function createRecordVerifier(
  head: TreeHead,
): (line: string, number: number) => Verdict<ProvenRecord> {
  const isIn = createInclusionRun(head);
  return (line, number) => {
    const what = `record ${number}`;
    const read = parseRecord(line, what);
    if (!read.ok) return read;
    const { index, leaf: entry, parts, proof } = read.value;
    const leaf = parseLeaf(entry, what);
    if (!leaf.ok) return leaf;
    const { record } = leaf.value;
    const included = isIn(leafHash(Buffer.from(entry)), index, proof, `${what} (${record})`);
    if (!included.ok) return { ...included, record };
    const withheld = verifyParts(leaf.value, parts);
    return withheld.ok ? proven({ index, leaf: leaf.value, parts, withheld: withheld.value }) : withheld;
  };
}

function parseRecord(line: string, what: string): Verdict<PackedRecord> {
  const malformed = fails('malformed', what);
  const read = readObject(line, what);
  if (!read.ok || !hasExactly(read.value, ['index', 'leaf', 'parts', 'proof'])) return malformed;
  const { index, leaf, parts, proof } = read.value;
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || typeof leaf !== 'string') return malformed;
  if (!Array.isArray(proof) || proof.length > MAX_PROOF || !proof.every((one) => typeof one === 'string'))
    return malformed;
  if (!isObject(parts) || !Object.values(parts).every(isDisclosed)) return malformed;
  return proven({ index, leaf, parts: parts as Readonly<Record<string, Disclosed>>, proof });
}

function isDisclosed(value: unknown): value is Disclosed {
  return (
    isObject(value) &&
    hasExactly(value, ['salt', 'text']) &&
    typeof value.salt === 'string' &&
    typeof value.text === 'string'
  );
}

function hasExactly(value: object, names: readonly string[]): boolean {
  const found = Object.keys(value);
  return found.length === names.length && names.every((name) => Object.hasOwn(value, name));
}

import { HASH_SIZE } from '../../hash.ts';
import { fromBase64 } from '../base64.ts';
import { type Checkpoint, openCheckpoint, type Signed } from '../checkpoint.ts';
import { verifyConsistency } from '../consistency.ts';
import type { VerifierKey } from '../key.ts';
import { checkPolicy, type Policy } from '../policy.ts';
import { fails, proven, type Verdict } from '../verdict.ts';
import { readLines, readWhole } from './lines.ts';
import { type ProvenRecord, verifyRecord } from './record.ts';
import { type ByteSource, readZip } from './zip.ts';

/** The files of a pack, in their order. */
export const PACK_FILES = [
  'README.txt',
  'pack.json',
  'checkpoint',
  'consistency.txt',
  'records.jsonl',
] as const;

/** What a pack proves. */
export interface PackReport {
  readonly origin: string;
  /** Leaves of the log at the pack's checkpoint. */
  readonly size: number;
  readonly signed: readonly Signed[];
  readonly witnesses: readonly Signed[];
  readonly records: number;
  /** How many of each type. */
  readonly types: Readonly<Record<string, number>>;
  /** Parts that are shown, and parts that are only committed to. */
  readonly shown: number;
  readonly withheld: number;
  /** Times of the first and the last record. */
  readonly from: string | null;
  readonly to: string | null;
  /** Leaves between the first and the last record that the pack does not show. */
  readonly between: number;
  /** Size of the earlier checkpoint that this log continues; null where none was given. */
  readonly continues: number | null;
}

export interface PackOptions {
  readonly keys: readonly VerifierKey[];
  /** An earlier checkpoint that somebody kept. */
  readonly previous?: Uint8Array | string | undefined;
  readonly policy?: Policy | undefined;
  /** Told of every record that holds. */
  readonly onRecord?: ((record: ProvenRecord) => void) | undefined;
}

const MAX_SMALL = 1024 * 1024;

/** Verifies a whole pack; the first thing that does not hold ends it. Of each record only its place is kept in memory. */
export async function verifyPack(source: ByteSource, options: PackOptions): Promise<Verdict<PackReport>> {
  const files = await readZip(source, PACK_FILES);
  if (!files.ok) return files;
  const texts = new Map<string, Buffer>();
  for (const name of PACK_FILES.slice(0, -1)) {
    const file = files.value.get(name);
    if (file === undefined) return fails('malformed', 'the pack', `has no ${name}`);
    const text = await readWhole(source, file, MAX_SMALL);
    if (!text.ok) return text;
    texts.set(name, text.value);
  }
  const opened = openCheckpoint(texts.get('checkpoint') ?? '', options.keys);
  if (!opened.ok) return opened;
  const { checkpoint, signed } = opened.value;
  const witnesses = options.policy ? checkPolicy(checkpoint, options.policy) : proven([]);
  if (!witnesses.ok) return witnesses;
  const continues = checkPrevious(
    checkpoint,
    texts.get('consistency.txt')?.toString('latin1') ?? '',
    options,
  );
  if (!continues.ok) return continues;
  const records = files.value.get('records.jsonl');
  if (records === undefined) return fails('malformed', 'the pack', 'has no records.jsonl');
  const tally = createTally();
  const read = await readLines(source, records, (line, number) => {
    const record = verifyRecord(line, number, checkpoint);
    if (!record.ok) return record;
    if (!tally.add(record.value)) return fails('malformed', `record ${number}`, 'comes twice');
    options.onRecord?.(record.value);
    return record;
  });
  if (!read.ok) return read;
  return proven({
    origin: checkpoint.origin,
    size: checkpoint.size,
    signed,
    witnesses: witnesses.value,
    records: read.value,
    ...tally.result(),
    continues: continues.value,
  });
}

/** The pack brings a proof from one earlier size: that of the checkpoint its reader has. */
function checkPrevious(
  later: Checkpoint,
  text: string,
  { previous, keys }: PackOptions,
): Verdict<number | null> {
  if (previous === undefined) return proven(null);
  const opened = openCheckpoint(previous, keys, 'the earlier checkpoint');
  if (!opened.ok) return opened;
  const earlier = opened.value.checkpoint;
  if (earlier.origin !== later.origin) return fails('wrong_origin', 'the earlier checkpoint');
  const [size = '', ...lines] = text.split('\n').slice(0, -1);
  const hashes = lines.map(fromBase64);
  const isFor = size === `from ${earlier.size}` && hashes.every((hash) => hash?.length === HASH_SIZE);
  if (!isFor && earlier.size !== later.size)
    return fails(
      'not_consistent',
      'the pack',
      `brings no proof from the ${earlier.size} leaves of the earlier checkpoint; ask for one made with it`,
    );
  const proof = earlier.size === later.size ? [] : hashes.filter((hash) => hash !== null);
  const verdict = verifyConsistency(earlier, later, proof);
  return verdict.ok ? proven(earlier.size) : verdict;
}

interface Tally {
  /** @returns false where it comes twice */
  add(record: ProvenRecord): boolean;
  result(): Pick<PackReport, 'types' | 'shown' | 'withheld' | 'from' | 'to' | 'between'>;
}

function createTally(): Tally {
  const types: Record<string, number> = {};
  const seen = new Set<number>();
  let shown = 0;
  let withheld = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  let from: string | null = null;
  let to: string | null = null;
  return {
    add({ index, leaf, parts, withheld: others }) {
      if (seen.has(index)) return false;
      seen.add(index);
      first = Math.min(first, index);
      last = Math.max(last, index);
      types[leaf.type] = (types[leaf.type] ?? 0) + 1;
      shown += Object.keys(parts).length;
      withheld += others.length;
      if (from === null || leaf.time < from) from = leaf.time;
      if (to === null || leaf.time > to) to = leaf.time;
      return true;
    },
    result: () => ({
      types,
      shown,
      withheld,
      from,
      to,
      between: seen.size === 0 ? 0 : last - first + 1 - seen.size,
    }),
  };
}

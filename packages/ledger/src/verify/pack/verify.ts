import { type Checkpoint, openCheckpoint, type Signed } from '../checkpoint.ts';
import type { VerifierKey } from '../key.ts';
import { checkPolicy, type Policy } from '../policy.ts';
import { type Failure, fails, proven, type Verdict } from '../verdict.ts';
import { type About, parseAbout } from './about.ts';
import { checkBytes, readLines, readWhole } from './lines.ts';
import { checkPrevious } from './previous.ts';
import { createRecordVerifier, type ProvenRecord } from './record.ts';
import { createTally, type Tallied } from './tally.ts';
import { type ByteSource, type PackedFile, readZip } from './zip.ts';

/** The files that every pack has, in their order. */
export const PACK_FILES = [
  'README.txt',
  'pack.json',
  'log.vkey',
  'checkpoint',
  'consistency.txt',
  'records.jsonl',
] as const;

/** What a pack proves. */
export interface PackReport extends Tallied {
  readonly origin: string;
  /** Leaves of the log at the pack's checkpoint. */
  readonly size: number;
  readonly signed: readonly Signed[];
  readonly witnesses: readonly Signed[];
  readonly records: number;
  /** Size of the earlier checkpoint that this log continues; null where none was given. */
  readonly continues: number | null;
  /** What the pack says of itself. Nobody signed that. */
  readonly about: About;
  /** Files of a later version, that were not looked into. */
  readonly unread: readonly string[];
}

export interface PackOptions {
  readonly keys: readonly VerifierKey[];
  /** An earlier checkpoint that somebody kept. */
  readonly previous?: Uint8Array | string | undefined;
  readonly policy?: Policy | undefined;
  /** Told of every record that holds. */
  readonly onRecord?: ((record: ProvenRecord) => void) | undefined;
  /** Told of the line of the record that does not hold, if it is one. */
  readonly onBroken?: ((line: string, failure: Failure) => void) | undefined;
}

const MAX_SMALL = 1024 * 1024;

/** Verifies a whole pack; the first thing that does not hold ends it. Of each record only its place is kept in memory. */
export async function verifyPack(source: ByteSource, options: PackOptions): Promise<Verdict<PackReport>> {
  const files = await readZip(source, PACK_FILES);
  if (!files.ok) return files;
  const read = await readSmall(source, files.value);
  if (!read.ok) return read;
  const { texts, unread } = read.value;
  const text = (name: string) => texts.get(name) ?? '';
  const about = parseAbout(text('pack.json').toString());
  if (!about.ok) return about;
  const opened = openCheckpoint(text('checkpoint'), options.keys);
  if (!opened.ok) return opened;
  const { checkpoint, signed } = opened.value;
  const witnesses = options.policy ? checkPolicy(checkpoint, options.policy) : proven([]);
  if (!witnesses.ok) return witnesses;
  const continues = checkPrevious(checkpoint, text('consistency.txt').toString('latin1'), options);
  if (!continues.ok) return continues;
  const tallied = await verifyRecords(source, files.value, checkpoint, options);
  if (!tallied.ok) return tallied;
  return proven({
    origin: checkpoint.origin,
    size: checkpoint.size,
    signed,
    witnesses: witnesses.value,
    ...tallied.value,
    continues: continues.value,
    about: about.value,
    unread,
  });
}

interface Small {
  readonly texts: ReadonlyMap<string, Buffer>;
  readonly unread: readonly string[];
}

/** All but the records; of what a later version put in only that it is as it was packed. */
async function readSmall(
  source: ByteSource,
  files: ReadonlyMap<string, PackedFile>,
): Promise<Verdict<Small>> {
  const texts = new Map<string, Buffer>();
  for (const name of PACK_FILES) {
    const file = files.get(name);
    if (file === undefined) return fails('malformed', 'the pack', `has no ${name}`);
    if (name === 'records.jsonl') continue;
    const text = await readWhole(source, file, MAX_SMALL);
    if (!text.ok) return text;
    texts.set(name, text.value);
  }
  const known: readonly string[] = PACK_FILES;
  const others = [...files.values()].filter(({ name }) => !known.includes(name));
  for (const file of others) {
    const intact = await checkBytes(source, file);
    if (!intact.ok) return intact;
  }
  return proven({ texts, unread: others.map(({ name }) => name) });
}

async function verifyRecords(
  source: ByteSource,
  files: ReadonlyMap<string, PackedFile>,
  checkpoint: Checkpoint,
  { onRecord, onBroken }: PackOptions,
): Promise<Verdict<Tallied & { readonly records: number }>> {
  const file = files.get('records.jsonl');
  if (file === undefined) return fails('malformed', 'the pack', 'has no records.jsonl');
  const tally = createTally();
  const verify = createRecordVerifier(checkpoint);
  const read = await readLines(source, file, (line, number) => {
    const verified = verify(line, number);
    const record = verified.ok ? tally.add(verified.value, `record ${number}`) : verified;
    if (record.ok) onRecord?.(record.value);
    else onBroken?.(line, record);
    return record;
  });
  return read.ok ? proven({ records: read.value, ...tally.result() }) : read;
}

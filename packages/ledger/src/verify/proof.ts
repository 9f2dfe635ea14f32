import { HASH_SIZE, leafHash } from '../hash.ts';
import { fromBase64, fromDecimal } from './base64.ts';
import { type Checkpoint, openCheckpoint, type Signed } from './checkpoint.ts';
import { MAX_PROOF, verifyInclusion } from './inclusion.ts';
import type { VerifierKey } from './key.ts';
import { checkPolicy, type Policy } from './policy.ts';
import { fails, proven, type Verdict } from './verdict.ts';

/** A `.tlog-proof` (C2SP tlog-proof), not verified. */
export interface Proof {
  readonly index: number;
  /** From the leaf's sibling upwards. */
  readonly hashes: readonly Buffer[];
  /** With its signatures, as it stands in the file. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_SIZE = 1024 * 1024;

export function parseProof(text: string, what = 'the proof'): Verdict<Proof> {
  const malformed = (detail: string) => fails('malformed', what, detail);
  if (text.length > MAX_SIZE) return fails('too_large', what);
  const end = text.indexOf('\n\n');
  if (end === -1) return malformed('has no checkpoint');
  const [header, ...lines] = text.slice(0, end).split('\n');
  if (header !== HEADER) return malformed('does not begin as a proof does');
  // Not authenticated, and not used.
  if (lines[0]?.startsWith('extra ')) {
    if (fromBase64(lines[0].slice(6)) === null) return malformed('has an extra line that is not in base64');
    lines.shift();
  }
  const [place = '', ...encoded] = lines;
  const index = place.startsWith('index ') ? fromDecimal(place.slice(6)) : null;
  if (index === null) return malformed('names no place');
  if (encoded.length > MAX_PROOF) return malformed('has more hashes than a tree is high');
  const hashes = encoded.map(fromBase64);
  if (!hashes.every((hash): hash is Buffer => hash?.length === HASH_SIZE))
    return malformed('has a line that is no hash');
  return proven({ index, hashes, checkpoint: text.slice(end + 2) });
}

export function formatProof({ index, hashes, checkpoint }: Proof): string {
  const lines = [HEADER, `index ${index}`, ...hashes.map((hash) => hash.toString('base64'))];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/**
 * Verifies that an entry is in a log: the log's signature, then the witnesses, then the place.
 *
 * @param entry the bytes of the leaf; its hash is computed here
 * @param keys of the log
 */
export function verifyProof(
  entry: Uint8Array,
  text: string,
  keys: readonly VerifierKey[],
  policy?: Policy,
): Verdict<{ readonly index: number; readonly checkpoint: Checkpoint; readonly signed: readonly Signed[] }> {
  const proof = parseProof(text);
  if (!proof.ok) return proof;
  const opened = openCheckpoint(proof.value.checkpoint, keys);
  if (!opened.ok) return opened;
  const { checkpoint, signed } = opened.value;
  if (policy) {
    const witnessed = checkPolicy(checkpoint, policy);
    if (!witnessed.ok) return witnessed;
  }
  const { index, hashes } = proof.value;
  const included = verifyInclusion(leafHash(entry), index, checkpoint, hashes);
  return included.ok ? proven({ index, checkpoint, signed }) : included;
}

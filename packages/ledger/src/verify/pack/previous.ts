import { HASH_SIZE } from '../../hash.ts';
import { fromBase64 } from '../base64.ts';
import { type Checkpoint, openCheckpoint } from '../checkpoint.ts';
import { verifyConsistency } from '../consistency.ts';
import { MAX_PROOF } from '../inclusion.ts';
import type { VerifierKey } from '../key.ts';
import { fails, proven, type Verdict } from '../verdict.ts';

/**
 * Whether the log of a pack continues an earlier checkpoint. The pack brings a proof from one earlier size: that of the
 * checkpoint its reader has.
 *
 * @param text of consistency.txt: `from <size>`, and a hash in base64 a line; nothing where none was asked for
 * @returns the earlier size; null where no earlier checkpoint was given
 */
export function checkPrevious(
  later: Checkpoint,
  text: string,
  {
    previous,
    keys,
  }: { readonly previous?: Uint8Array | string | undefined; readonly keys: readonly VerifierKey[] },
): Verdict<number | null> {
  const malformed = (detail: string) => fails('malformed', 'consistency.txt', detail);
  if (text !== '' && !text.endsWith('\n')) return malformed('does not end with a line');
  const [size = '', ...lines] = text.split('\n').slice(0, -1);
  if (text !== '' && !/^from (0|[1-9][0-9]{0,15})$/.test(size)) return malformed('names no size');
  if (lines.length > MAX_PROOF) return malformed('has more hashes than a tree is high');
  const hashes = lines.map(fromBase64);
  if (!hashes.every((hash): hash is Buffer => hash?.length === HASH_SIZE))
    return malformed('has a line that is no hash');
  if (previous === undefined) return proven(null);
  const opened = openCheckpoint(previous, keys, 'the earlier checkpoint');
  if (!opened.ok) return opened;
  const earlier = opened.value.checkpoint;
  if (earlier.origin !== later.origin) return fails('wrong_origin', 'the earlier checkpoint');
  if (earlier.size > later.size)
    return fails(
      'not_consistent',
      'the pack',
      `is of a log of ${later.size} leaves, less than the ${earlier.size} of the earlier checkpoint`,
    );
  if (earlier.size !== later.size && size !== `from ${earlier.size}`)
    return fails(
      'not_consistent',
      'the pack',
      `brings no proof from the ${earlier.size} leaves of the earlier checkpoint; ask for one made with it`,
    );
  const verdict = verifyConsistency(earlier, later, earlier.size === later.size ? [] : hashes);
  return verdict.ok ? proven(earlier.size) : verdict;
}

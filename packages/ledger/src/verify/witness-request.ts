import { HASH_SIZE } from '../hash.ts';
import { fromBase64, fromDecimal } from './base64.ts';
import { fails, proven, type Verdict } from './verdict.ts';

/** What is sent to a witness (C2SP tlog-witness), not verified. */
export interface WitnessRequest {
  /** The size of the last checkpoint that the witness cosigned. */
  readonly old: number;
  readonly proof: readonly Buffer[];
  readonly checkpoint: string;
}

const MAX_HASHES = 63;

export function parseWitnessRequest(body: string): Verdict<WitnessRequest> {
  const malformed = (detail: string) => fails('malformed', 'the request', detail);
  const end = body.indexOf('\n\n');
  if (end === -1) return malformed('has no checkpoint');
  const [first = '', ...lines] = body.slice(0, end).split('\n');
  const old = first.startsWith('old ') ? fromDecimal(first.slice(4)) : null;
  if (old === null) return malformed('names no old size');
  if (lines.length > MAX_HASHES) return malformed('has more hashes than a proof may');
  const proof = lines.map(fromBase64);
  if (!proof.every((hash): hash is Buffer => hash?.length === HASH_SIZE))
    return malformed('has a line that is no hash');
  return proven({ old, proof, checkpoint: body.slice(end + 2) });
}

export function formatWitnessRequest({ old, proof, checkpoint }: WitnessRequest): string {
  const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64'))];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

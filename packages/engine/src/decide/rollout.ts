import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Whether an actor is in the share for whom a measure acts. Fixed for an actor and a measure; whoever is in a
 * share is in every larger one, so that a rollout only ever adds people.
 *
 * @param share per cent, 0 to 100, in hundredths at the finest
 */
export function isInRollout(measure: string, actor: string, share: number): boolean {
  if (share >= 100) return true;
  if (share <= 0) return false;
  const digest = sha256(utf8ToBytes(`${measure}\n${actor}`));
  const bucket = (((digest[0] ?? 0) << 16) | ((digest[1] ?? 0) << 8) | (digest[2] ?? 0)) / 0x1000000;
  return bucket * 100 < share;
}

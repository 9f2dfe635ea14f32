import { type Checkpoint, type Signed, verifySignatures } from './checkpoint.ts';
import type { VerifierKey } from './key.ts';
import { fails, proven, type Verdict } from './verdict.ts';

/** How many of which witnesses must have cosigned; a witness may have several keys and counts once. */
export interface Policy {
  readonly atLeast: number;
  readonly witnesses: readonly VerifierKey[];
}

/** @returns the cosignatures that hold, `not_witnessed` where they are too few */
export function checkPolicy(checkpoint: Checkpoint, policy: Policy): Verdict<readonly Signed[]> {
  const signed = verifySignatures(checkpoint, policy.witnesses);
  if (!signed.ok) return signed;
  const names = new Set(signed.value.filter(({ time }) => time !== null).map(({ key }) => key.name));
  return names.size >= policy.atLeast
    ? proven(signed.value)
    : fails(
        'not_witnessed',
        'the checkpoint',
        `was cosigned by ${names.size} of ${policy.atLeast} witnesses`,
      );
}

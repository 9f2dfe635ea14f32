import type { TreeHead } from './consistency.ts';

/** What an Ed25519 cosignature signs (C2SP tlog-cosignature): a line with the time, then the note. */
export function ed25519CosignedBytes(time: number, text: string): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}

/**
 * What an ML-DSA-44 cosignature signs: its signer's name and the tree from its first entry on, so that the same bytes
 * mean the same thing wherever they appear.
 *
 * @param time in seconds since 1970
 */
export function mldsaCosignedBytes(signer: string, time: number, origin: string, head: TreeHead): Buffer {
  return Buffer.concat([
    Buffer.from('subtree/v1\n\0'),
    withLength(signer),
    u64(time),
    withLength(origin),
    u64(0),
    u64(head.size),
    head.root,
  ]);
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

import type { Checkpoint } from '../verify/checkpoint.ts';
import type { TreeHead } from '../verify/consistency.ts';
import { formatNote, type SignatureLine } from '../verify/note.ts';
import { ed25519CosignedBytes, mldsaCosignedBytes, u64 } from '../verify/signed-bytes.ts';
import type { Signer } from './signer.ts';

/** The body of a checkpoint (C2SP tlog-checkpoint): what is signed. */
export function checkpointText(origin: string, { size, root }: TreeHead): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/**
 * A checkpoint signed with every key. Whoever calls this has made sure that it continues the last one.
 *
 * @param time seconds since 1970
 */
export async function signCheckpoint(
  origin: string,
  head: TreeHead,
  signers: readonly Signer[],
  time: number,
): Promise<string> {
  const text = checkpointText(origin, head);
  const checkpoint = { origin, ...head, note: { text, signatures: [] } };
  const signatures: SignatureLine[] = [];
  for (const signer of signers) signatures.push(await signatureOf(checkpoint, signer, time));
  return formatNote({ text, signatures });
}

/** The signature of one key under a checkpoint. @param time seconds since 1970; used by cosignatures alone */
export async function signatureOf(
  { origin, size, root, note }: Checkpoint,
  { name, kind, id, sign }: Signer,
  time: number,
): Promise<SignatureLine> {
  const line = (signature: Buffer): SignatureLine => ({ name, keyId: id, signature });
  switch (kind) {
    case 'ed25519':
      return line(await sign(Buffer.from(note.text)));
    case 'ed25519_cosignature':
      return line(Buffer.concat([u64(time), await sign(ed25519CosignedBytes(time, note.text))]));
    case 'mldsa44_cosignature':
      return line(
        Buffer.concat([u64(time), await sign(mldsaCosignedBytes(name, time, origin, { size, root }))]),
      );
  }
}

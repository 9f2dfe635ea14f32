import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isKeyName, KEY_KINDS, type KeyKind, keyIdOf } from '../verify/key.ts';

/** Something that signs bytes with a key: here, or wherever the key is kept. */
export type SignBytes = (bytes: Buffer) => Buffer | Promise<Buffer>;

/** A key of a log or a witness. */
export interface Signer {
  readonly name: string;
  readonly kind: KeyKind;
  readonly id: string;
  /** For who verifies. */
  readonly vkey: string;
  readonly sign: SignBytes;
}

/**
 * A signer under a name, from its public key and whatever signs with the private one.
 *
 * @throws {RangeError} where the name cannot be one
 */
export function signerOf(name: string, kind: KeyKind, publicKey: KeyObject, signBytes: SignBytes): Signer {
  if (!isKeyName(name)) throw new RangeError(`a key cannot be named ${JSON.stringify(name)}`);
  const { byte, keySize } = KEY_KINDS[kind];
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-keySize);
  const id = keyIdOf(name, kind, key);
  const encoded = Buffer.concat([Buffer.from([byte]), key]).toString('base64');
  return { name, kind, id, vkey: `${name}+${id}+${encoded}`, sign: signBytes };
}

/** Two new private keys, in PEM: one for today's verifiers, one that quantum computers do not break. */
export function generateKeys(): { readonly ed25519: string; readonly mldsa44: string } {
  const pem = { format: 'pem', type: 'pkcs8' } as const;
  return {
    ed25519: generateKeyPairSync('ed25519').privateKey.export(pem).toString(),
    mldsa44: generateKeyPairSync('ml-dsa-44').privateKey.export(pem).toString(),
  };
}

/**
 * A signer whose private key is here.
 *
 * @param cosigns whether an Ed25519 key cosigns, as a witness does, rather than signs as a log
 * @throws {RangeError} where the key is of neither kind
 */
export function signerFromPem(name: string, pem: string, cosigns = false): Signer {
  const key = createPrivateKey(pem);
  const kind = kindOf(key, cosigns);
  return signerOf(name, kind, createPublicKey(key), (bytes) => sign(null, bytes, key));
}

function kindOf({ asymmetricKeyType }: KeyObject, cosigns: boolean): KeyKind {
  if (asymmetricKeyType === 'ed25519') return cosigns ? 'ed25519_cosignature' : 'ed25519';
  if (asymmetricKeyType === 'ml-dsa-44') return 'mldsa44_cosignature';
  throw new RangeError(`a key must be Ed25519 or ML-DSA-44, not ${asymmetricKeyType}`);
}

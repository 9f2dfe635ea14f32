import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeys, type Signer, signerFromPem } from '@safeward/ledger';

/**
 * The log's private keys from a folder, one a file in PEM (PKCS #8); the two that a log begins with are made where
 * there are none. All of them sign: to change a key, put the new one beside the old one, and take the old one away
 * when everybody knows the new one.
 *
 * @throws {LogKeyProblem} with a sentence that names the file
 */
export function loadKeys(folder: string): (origin: string) => readonly Signer[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = pemFiles(folder);
  if (found.length === 0) {
    const { ed25519, mldsa44 } = generateKeys();
    writeFileSync(join(folder, 'ed25519.pem'), ed25519, { mode: 0o600, flag: 'wx' });
    writeFileSync(join(folder, 'ml-dsa-44.pem'), mldsa44, { mode: 0o600, flag: 'wx' });
  }
  const pems = pemFiles(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
  return (origin) =>
    pems
      .map(([file, pem]) => {
        try {
          return signerFromPem(origin, pem);
        } catch (error) {
          throw new LogKeyProblem(join(folder, file), error);
        }
      })
      // Ed25519 first: it is what most verifiers look for.
      .sort((a, b) => (a.kind < b.kind ? -1 : Number(a.kind > b.kind)));
}

function pemFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.pem'))
    .sort();
}

/** A file that should hold a key of the log does not. */
export class LogKeyProblem extends Error {
  readonly code = 'log_key_problem';

  constructor(path: string, cause: unknown) {
    super(`${path} is no private key of a log: Ed25519 or ML-DSA-44, as PKCS #8 in PEM`, { cause });
  }
}

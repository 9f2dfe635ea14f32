import { readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import {
  type PackReport,
  parseVerifierKey,
  type Verdict,
  type VerifierKey,
  verifyPack,
} from '@safeward/ledger';
import { asMistake, Mistake } from '../mistake.ts';

export interface VerifyOptions {
  readonly key: readonly string[];
  readonly previous?: string;
  readonly witness?: readonly string[];
  readonly witnesses?: number;
}

const MAX_KEYS = 100;

/** @throws {Mistake} where a file cannot be read, or a key is none */
export async function verifyFile(file: string, options: VerifyOptions): Promise<Verdict<PackReport>> {
  const keys = options.key.flatMap(keysOf);
  const witnesses = (options.witness ?? []).flatMap(keysOf);
  const names = new Set(witnesses.map(({ name }) => name));
  const previous = options.previous === undefined ? undefined : read(options.previous);
  const handle = await opened(file);
  try {
    const { size } = await handle.stat();
    return await verifyPack(
      { size, read: (offset, length) => readAt(handle, offset, length) },
      {
        keys,
        previous,
        policy: names.size === 0 ? undefined : { witnesses, atLeast: options.witnesses ?? names.size },
      },
    );
  } finally {
    await handle.close();
  }
}

/** A verifier key, or the keys in a file, one on a line. */
function keysOf(text: string): readonly VerifierKey[] {
  if (parseVerifierKey(text).ok) return [known(text, text)];
  const lines = read(text)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0 || lines.length > MAX_KEYS) throw new Mistake(`${text} holds no verifier keys.`);
  return lines.map((line) => known(line, text));
}

function known(line: string, from: string): VerifierKey {
  const key = parseVerifierKey(line);
  if (!key.ok) throw new Mistake(`${from.slice(0, 80)} holds no verifier key: ${key.what} ${key.detail}.`);
  return key.value;
}

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  }
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, offset);
  if (bytesRead !== length) throw new Mistake('The pack changed while it was read.');
  return bytes;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  }
}

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { addAbortSignal } from 'node:stream';
import { asMistake, Mistake } from '../mistake.ts';
import { say } from '../terminal.ts';
import type { FilePosition } from './line-batches.ts';

/** What a file begins with: tells whether it is still the same one when somebody goes on with it. */
export interface FileHead {
  readonly bytes: number;
  readonly sha256: string;
}

export interface PastFile {
  readonly stream: AsyncIterable<Uint8Array>;
  /** In bytes; null of standard input. */
  readonly size: number | null;
  /** Of what has been read. */
  head(): FileHead;
}

const HEAD_BYTES = 4096;
const CHUNK_BYTES = 256 * 1024;

/**
 * Opens a file of the past, or standard input for `-`, at the beginning or where somebody stopped before.
 *
 * @param stop ends the stream, also while it waits for more
 * @param chunkBytes read at once
 * @throws {Mistake} where it cannot be read
 */
export async function openPast(file: string, stop: AbortSignal, chunkBytes = CHUNK_BYTES): Promise<PastFile> {
  if (file === '-') {
    if (process.stdin.isTTY) say('Reading what you type, one JSON value on a line; Ctrl-D ends it.');
    return withHead(process.stdin, null, stop);
  }
  try {
    const handle = await open(file, 'r');
    const stat = await handle.stat();
    if (stat.isDirectory()) {
      await handle.close();
      throw new Mistake(`${file} cannot be read: it is a folder.`);
    }
    return withHead(handle.createReadStream({ highWaterMark: chunkBytes }), stat.size, stop);
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  }
}

function withHead(stream: Readable, size: number | null, stop: AbortSignal): PastFile {
  addAbortSignal(stop, stream);
  let head = Buffer.alloc(0);
  async function* tapped(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
      yield chunk;
    }
  }
  return { stream: tapped(), size, head: () => headOf(head) };
}

function headOf(bytes: Uint8Array): FileHead {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Passes over what was read before. The bytes are read again, which is a hundred times faster than deciding them, and
 * works for standard input as well.
 *
 * @throws {Mistake} where it begins otherwise than the file that was read, or is shorter
 */
export async function* passOver(
  stream: AsyncIterable<Uint8Array>,
  { offset }: FilePosition,
  head: FileHead,
): AsyncGenerator<Uint8Array, void> {
  let passed = 0;
  let begin = Buffer.alloc(0);
  for await (const chunk of stream) {
    if (passed >= offset && begin.length >= head.bytes) {
      yield chunk;
      continue;
    }
    begin = Buffer.concat([begin, chunk.subarray(0, Math.max(head.bytes - begin.length, 0))]);
    if (begin.length >= head.bytes && headOf(begin).sha256 !== head.sha256) throw new Mistake(OTHER_FILE);
    const rest = chunk.subarray(Math.max(offset - passed, 0));
    passed += chunk.length;
    if (rest.length > 0) yield rest;
  }
  if (passed < offset || begin.length < head.bytes) throw new Mistake(OTHER_FILE);
}

const OTHER_FILE =
  'This is not the input that was being read when it was stopped: it begins otherwise, or is shorter.';

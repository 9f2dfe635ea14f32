import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sortableId } from '../../platform/id/sortable-id.ts';
import { CONSULTATION_PROBLEMS } from './problems.ts';
import { fine, type Result, refused } from './result.ts';

/** Of one file, in bytes. */
export const MAX_FILE = 5 * 1024 * 1024;
/** Of one answer. */
export const MAX_FILES = 6;
/** What a whole form may be: its files and its texts. */
export const MAX_FORM = 3 * MAX_FILE + 2 * 1024 * 1024;

/** A file as it came, of which nothing is believed. */
export interface Sent {
  readonly question: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** A file that was taken: its bytes lie in the data folder under its id. */
export interface Attachment {
  readonly id: string;
  readonly question: string;
  readonly name: string;
  /** By its content, whatever it was called. */
  readonly type: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** What the scan said of it; null where none is set up. */
  readonly scanned: string | null;
}

/** What is taken. Nothing that a browser runs, and nothing that cannot be told by its first bytes. */
export const TYPES = [
  { type: 'application/pdf', said: 'PDF' },
  { type: 'image/png', said: 'PNG' },
  { type: 'image/jpeg', said: 'JPEG' },
  { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', said: 'Word (.docx)' },
  { type: 'application/vnd.oasis.opendocument.text', said: 'OpenDocument (.odt)' },
  { type: 'text/plain', said: 'plain text' },
] as const;

/** By content; null where it is nothing that is taken. */
export function typeOf(bytes: Buffer): (typeof TYPES)[number]['type'] | null {
  const starts = (text: string) => bytes.subarray(0, text.length).equals(Buffer.from(text, 'latin1'));
  if (starts('%PDF-')) return 'application/pdf';
  if (starts('\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (starts('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (starts('PK\u0003\u0004')) {
    // An OpenDocument file names its type in its first entry, which is not compressed; a Word file has its parts under word/.
    if (bytes.subarray(30, 120).includes('mimetypeapplication/vnd.oasis.opendocument.text'))
      return 'application/vnd.oasis.opendocument.text';
    const isWord = bytes.includes('word/document.xml') && bytes.includes('[Content_Types].xml');
    // With macros it would run.
    return isWord && !bytes.includes('vbaProject.bin')
      ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
      : null;
  }
  return isPlainText(bytes) ? 'text/plain' : null;
}

function isPlainText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text);
  } catch {
    return false;
  }
}

/** What a scan says of a file. */
export type Verdict =
  | { readonly kind: 'clean'; readonly said: string }
  | { readonly kind: 'found'; readonly said: string }
  /** It could not say, so the file is not taken. */
  | { readonly kind: 'failed' };

/** Looks at a file before it is taken. @param path readable for whoever runs it */
export type Scan = (path: string) => Promise<Verdict>;

const SCAN_MS = 30_000;

/**
 * A program that is called with the file's path and ends with 0 where it is clean and with 1 where it is not, as
 * `clamdscan --fdpass --no-summary` does; anything else is a failure.
 */
export function scanWith(command: readonly [string, ...string[]]): Scan {
  const [program, ...options] = command;
  return (path) =>
    new Promise((resolve) => {
      execFile(program, [...options, path], { timeout: SCAN_MS, maxBuffer: 64 * 1024 }, (error, stdout) => {
        const said = stdout.replaceAll(path, 'the file').trim().slice(0, 200);
        if (error === null) resolve({ kind: 'clean', said: said || 'clean' });
        else resolve(error.code === 1 ? { kind: 'found', said } : { kind: 'failed' });
      });
    });
}

/** Files of answers, under names that nobody chose. */
export interface Files {
  /** Looks at a file, has it scanned, and keeps it; where it is refused nothing of it stays. */
  take(sent: Sent): Promise<Result<Attachment>>;
  pathOf(id: string): string;
  remove(ids: readonly string[]): Promise<void>;
}

/** @param folder in the data folder: no address leads to it */
export function openFiles(folder: string, scan: Scan | null): Files {
  const pathOf = (id: string) => join(folder, id);
  const remove = async (ids: readonly string[]) => {
    for (const id of ids) await rm(pathOf(id), { force: true });
  };
  return {
    pathOf,
    remove,
    async take({ question, name: given, bytes }) {
      const name = safeName(given);
      if (bytes.length > MAX_FILE)
        return bad(question, `“${name}” is larger than ${MAX_FILE / 1024 / 1024} MB`);
      if (bytes.length === 0) return bad(question, `“${name}” is empty`);
      const type = typeOf(bytes);
      if (type === null)
        return bad(question, `“${name}” is none of these: ${TYPES.map(({ said }) => said).join(', ')}`);
      const id = `att_${sortableId(Date.now())}`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(pathOf(id), bytes, { mode: 0o600, flag: 'wx' });
      const verdict = scan === null ? null : await scan(pathOf(id));
      if (verdict !== null && verdict.kind !== 'clean') {
        await remove([id]);
        return verdict.kind === 'found'
          ? bad(question, `“${name}” did not pass the scan for harmful files`)
          : bad(question, `“${name}” could not be scanned; please try again later`);
      }
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return fine({ id, question, name, type, bytes: bytes.length, sha256, scanned: verdict?.said ?? null });
    },
  };
}

/** The last part of a name, with nothing in it that a file system or a header would take for more. */
export function safeName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const cleaned = last
    .replaceAll(/[^\p{L}\p{N}\p{M} ._()-]/gu, '_')
    .replace(/^\.+/, '')
    .slice(-100)
    .trim();
  return cleaned === '' ? 'file' : cleaned;
}

function bad(question: string, detail: string) {
  return refused({
    kind: CONSULTATION_PROBLEMS.badFile,
    errors: [{ code: 'file_refused', pointer: `/answers/${question}`, detail }],
  });
}

import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import {
  centralDirectory,
  localHeader,
  MAX_ZIP,
  PACK_FORMAT,
  proveConsistency,
  proveInclusion,
  type ZipFile,
} from '@safeward/ledger';
import { sealedDecisions } from '../gate/index.ts';
import type { Pool } from '../platform/database/index.ts';
import { findRecords, type RecordedLeaf } from '../platform/leaves/index.ts';
import { type Evidence, evidenceOf, type LogView, viewAt, viewLog } from './evidence.ts';
import { packReadme } from './pack-readme.ts';
import { findLog } from './store.ts';
import { tileFolder } from './tile-folder.ts';

/** What goes into a pack. */
export interface PackRequest {
  /** Of decisions: ids greater than this one. */
  readonly after: string;
  /** Ids less than this one. */
  readonly before: string;
  readonly since: Date;
  readonly until: Date;
  readonly actor?: string | undefined;
  readonly measure?: string | undefined;
  /** Names of the only parts that are shown; all, if left out. */
  readonly shown?: readonly string[] | undefined;
  /** Names of parts that are not shown. */
  readonly hidden: readonly string[];
  /** Size of an earlier checkpoint, from which the log is proven to go on. */
  readonly previous?: number | undefined;
}

export interface Packed {
  readonly records: number;
  /** Records that the log does not have: not yet, or because they were altered since. Their ids. */
  readonly missing: readonly string[];
  readonly size: number;
}

const PAGE = 500;

/** There is no log here, or the pack would be too large: a sentence for a person. */
export class CannotPack extends Error {
  readonly code = 'cannot_pack';
}

/**
 * Writes an evidence pack: one ZIP that somebody verifies without a server. What is read is streamed, so that memory
 * does not grow with it.
 *
 * @throws {CannotPack}
 */
export async function writePack(
  pool: Pool,
  logFolder: string,
  file: string,
  request: PackRequest,
): Promise<Packed> {
  const tiles = tileFolder(logFolder);
  const log = await viewLog(tiles);
  if (log === null) throw new CannotPack('There is no log in this data folder yet.');
  const { previous } = request;
  if (previous !== undefined && previous > log.size)
    throw new CannotPack(`The earlier checkpoint has ${previous} leaves, and the log ${log.size}.`);
  const consistency =
    previous === undefined
      ? ''
      : `from ${previous}\n${lines(await proveConsistency(log.node, previous, log.size))}`;
  const about = {
    format: PACK_FORMAT,
    since: request.since,
    until: request.until,
    ...shownOf(request),
  };
  const small: readonly (readonly [string, string])[] = [
    ['README.txt', packReadme(log.checkpoint)],
    ['pack.json', `${JSON.stringify(about, null, 2)}\n`],
    ['log.vkey', `${((await findLog(pool))?.keys ?? []).join('\n')}\n`],
    ['checkpoint', log.checkpoint],
    ['consistency.txt', consistency],
  ];
  const out = await open(file, 'wx', 0o600);
  try {
    const files: ZipFile[] = [];
    for (const [name, text] of small) {
      const bytes = Buffer.from(text);
      files.push({ name, size: bytes.length, crc: crc32(bytes) });
      await out.appendFile(Buffer.concat([localHeader(files.at(-1) as ZipFile), bytes]));
    }
    const name = 'records.jsonl';
    const place = files.reduce((sum, one) => sum + 30 + one.name.length + one.size, 0);
    // How large it is, is known when it is written.
    await out.appendFile(localHeader({ name, size: 0, crc: 0 }));
    let [size, crc, records] = [0, 0, 0];
    const missing: string[] = [];
    let view = log;
    for await (const record of recordsFor(pool, request)) {
      // What was read of the log is forgotten from time to time, so that memory does not grow with the pack.
      if ((records + missing.length) % 5_000 === 0) view = viewAt(tiles, log);
      const shown = record.parts.map(([part]) => part).filter((part) => isShown(part, request));
      const evidence = await evidenceOf(pool, view, record, shown);
      if (evidence === null || evidence.leaf !== record.remade.entry) {
        missing.push(record.id);
        continue;
      }
      const bytes = Buffer.from(`${await lineOf(view, evidence)}\n`);
      size += bytes.length;
      if (place + size > MAX_ZIP - 1_000_000)
        throw new CannotPack('The pack would be larger than 4 GB: export it in parts.');
      crc = crc32(bytes, crc);
      records += 1;
      await out.appendFile(bytes);
    }
    files.push({ name, size, crc });
    await out.appendFile(centralDirectory(files));
    const header = localHeader({ name, size, crc });
    await patch(file, header, place);
    await out.sync();
    return { records, missing, size: log.size };
  } finally {
    await out.close();
  }
}

async function patch(file: string, bytes: Buffer, at: number): Promise<void> {
  const again = await open(file, 'r+');
  try {
    await again.write(bytes, 0, bytes.length, at);
  } finally {
    await again.close();
  }
}

function isShown(part: string, { shown, hidden }: PackRequest): boolean {
  return (shown === undefined || shown.includes(part)) && !hidden.includes(part);
}

function shownOf({ actor, measure, shown, hidden }: PackRequest): object {
  // Whom it was asked for stays out: it may be withheld in the pack itself.
  return {
    ...(shown !== undefined && { shown }),
    hidden,
    by: { actor: actor !== undefined, ...(measure !== undefined && { measure }) },
  };
}

function lines(hashes: readonly Buffer[]): string {
  return hashes.map((hash) => `${hash.toString('base64')}\n`).join('');
}

async function lineOf(log: LogView, { index, leaf, parts }: Evidence): Promise<string> {
  const proof = (await proveInclusion(log.node, index, log.size)).map((hash) => hash.toString('base64'));
  return JSON.stringify({ index, leaf, parts, proof });
}

async function* recordsFor(pool: Pool, request: PackRequest): AsyncGenerator<RecordedLeaf> {
  const { actor, measure, before, since, until } = request;
  let { after } = request;
  for (;;) {
    const page = await sealedDecisions(pool, { actor, measure, after, before }, PAGE);
    yield* page;
    const about = await findRecords(pool, { subjects: page.map(({ id }) => id) }, 100_000);
    yield* about;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.id;
  }
  // What decisions were made under, and what became of them all: nobody's in particular.
  let from: string | undefined;
  for (;;) {
    const page = await findRecords(pool, { general: true, since, until, after: from }, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    from = last.id;
  }
}

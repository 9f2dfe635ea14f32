import { fails, proven, type Verdict } from '../verdict.ts';

/** A file that is read where it is asked for, so that a large one need not be in memory. */
export interface ByteSource {
  readonly size: number;
  /** Exactly so many bytes, or it throws. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A file inside a pack. */
export interface PackedFile {
  readonly name: string;
  readonly start: number;
  readonly size: number;
  readonly crc: number;
}

const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const MAX_FILES = 16;
const WHAT = 'the pack';

/** What later versions may add to a pack: files beside each other in one folder, which this version does not look into. */
const ALSO = /^also\/[a-z0-9][a-z0-9_-]{0,40}(?:\.[a-z0-9-]{1,16}){0,2}$/;

/**
 * The files of a pack: a ZIP of the plainest kind. Nothing is compressed, so nothing can swell; names are only those
 * that a pack has, or may have later, each once; nothing overlaps, and nothing lies outside. Anything else is refused.
 */
export async function readZip(
  source: ByteSource,
  names: readonly string[],
): Promise<Verdict<ReadonlyMap<string, PackedFile>>> {
  const malformed = (detail: string) => fails('malformed', WHAT, detail);
  if (source.size < END_SIZE) return malformed('is no ZIP file');
  const end = view(await source.read(source.size - END_SIZE, END_SIZE));
  if (end.getUint32(0, true) !== 0x06054b50) return malformed('is no ZIP file, or is cut off');
  const count = end.getUint16(10, true);
  const size = end.getUint32(12, true);
  const offset = end.getUint32(16, true);
  if (count === 0 || count > MAX_FILES || size > MAX_FILES * 300 || offset + size + END_SIZE !== source.size)
    return malformed('has a directory that cannot be');
  const central = await source.read(offset, size);
  const files = new Map<string, PackedFile>();
  let at = 0;
  let next = 0;
  for (let n = 0; n < count; n++) {
    if (at + CENTRAL_SIZE > central.length) return malformed('has a directory that is cut off');
    const entry = view(central.subarray(at));
    const nameLength = entry.getUint16(28, true);
    const name = Buffer.from(central.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength)).toString(
      'latin1',
    );
    const start = entry.getUint32(42, true);
    const length = entry.getUint32(24, true);
    const isPlain =
      entry.getUint32(0, true) === 0x02014b50 &&
      entry.getUint16(10, true) === 0 &&
      entry.getUint32(20, true) === length &&
      entry.getUint16(30, true) + entry.getUint16(32, true) === 0;
    if (!isPlain) return malformed('has a file that is compressed, or not plain');
    if (!names.includes(name) && !ALSO.test(name))
      return malformed(`has a file that no pack has: ${JSON.stringify(name.slice(0, 60))}`);
    if (files.has(name)) return malformed(`has ${name} twice`);
    // One behind the other, without a gap to hide anything in.
    if (start !== next || start + LOCAL_SIZE + nameLength + length > offset)
      return malformed('has files that overlap');
    const local = await source.read(start, LOCAL_SIZE + nameLength);
    if (!isLocalOf(local, name, length, entry.getUint32(16, true)))
      return malformed(`says two things of ${name}`);
    files.set(name, {
      name,
      start: start + LOCAL_SIZE + nameLength,
      size: length,
      crc: entry.getUint32(16, true),
    });
    next = start + LOCAL_SIZE + nameLength + length;
    at += CENTRAL_SIZE + nameLength;
  }
  return next === offset && at === central.length
    ? proven(files)
    : malformed('has something between its files');
}

function isLocalOf(bytes: Uint8Array, name: string, size: number, crc: number): boolean {
  const local = view(bytes);
  return (
    local.getUint32(0, true) === 0x04034b50 &&
    local.getUint16(8, true) === 0 &&
    local.getUint32(14, true) === crc &&
    local.getUint32(18, true) === size &&
    local.getUint32(22, true) === size &&
    local.getUint16(26, true) === name.length &&
    local.getUint16(28, true) === 0 &&
    Buffer.from(bytes.subarray(LOCAL_SIZE)).toString('latin1') === name
  );
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A file for a ZIP that compresses nothing. */
export interface ZipFile {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
}

/** The day that every file in a pack bears, 1980-01-01: when a pack was made stands in it, and is not its files' business. */
const DATE = 0x0021;
/** Sizes and places are told in 32 bits. */
export const MAX_ZIP = 0xffff_ffff;

/** What stands before the bytes of a file. */
export function localHeader({ name, size, crc }: ZipFile): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(10, 4);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name, 'latin1')]);
}

/** What stands at the end, behind the bytes of the last file. @param files in their order, one behind the other */
export function centralDirectory(files: readonly ZipFile[]): Buffer {
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, size, crc } of files) {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(10, 4);
    entry.writeUInt16LE(10, 6);
    entry.writeUInt16LE(DATE, 14);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(size, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    entries.push(entry, Buffer.from(name, 'latin1'));
    at += 30 + name.length + size;
  }
  const central = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([central, end]);
}

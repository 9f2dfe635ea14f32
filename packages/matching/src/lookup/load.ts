import { createMemory, MOST_BYTES } from '../wasm/web-assembly.ts';
import { assemble, type HashIndex, type IndexOptions, settled } from './hash-index.ts';
import { compileModules } from './modules.ts';
import { attachSealedPart, type SealedPart, sizeOf } from './sealed-part.ts';
import { checksum, HEAD_WORDS, MAGIC, MOST_PARTS, PART_WORDS } from './snapshot.ts';

/** Why a snapshot is not taken; nothing of it is used then. */
export type SnapshotFault = 'no_snapshot' | 'incomplete_snapshot' | 'damaged_snapshot';

export type Loaded =
  | { readonly ok: true; readonly index: HashIndex }
  | { readonly ok: false; readonly fault: SnapshotFault };

/** Fills the bytes that it is given with the next ones of the file; false where there are not so many left. */
export type ReadInto = (bytes: Uint8Array) => boolean | Promise<boolean>;

/** Reads what `snapshot` wrote, straight into the memory of an index. */
export async function loadIndex(read: ReadInto, options: IndexOptions = {}): Promise<Loaded> {
  const head = new Uint32Array(HEAD_WORDS);
  if (!(await read(new Uint8Array(head.buffer)))) return fault('no_snapshot');
  const [first, second, count = 0, nextId = 0] = head;
  if (first !== MAGIC[0] || second !== MAGIC[1] || count > MOST_PARTS) return fault('no_snapshot');
  const begin = new Uint32Array(HEAD_WORDS + count * PART_WORDS + 1);
  begin.set(head);
  const table = begin.subarray(HEAD_WORDS, -1);
  const rest = new Uint8Array(begin.buffer, HEAD_WORDS * 4);
  if (!(await read(rest))) return fault('incomplete_snapshot');
  if (checksum(new Uint8Array(begin.buffer, 0, begin.length * 4 - 4)) !== begin.at(-1))
    return fault('damaged_snapshot');
  const { shared, readers, plan } = settled(options);
  const modules = await compileModules(shared);
  const sealed: SealedPart[] = [];
  for (let n = 0; n < count; n++) {
    const [bytes = 0, sum = 0, rows = 0] = table.subarray(n * PART_WORDS);
    const needed = sizeOf(modules.sealed, { rows, readers, shared });
    if (needed > MOST_BYTES || bytes > needed || bytes % 4 !== 0) return fault('damaged_snapshot');
    const memory = createMemory(needed, shared);
    const into = new Uint8Array(memory.buffer, 0, bytes);
    if (!(await read(into))) return fault('incomplete_snapshot');
    if (checksum(into) !== sum) return fault('damaged_snapshot');
    const part = attachSealedPart(modules.sealed, { memory, reader: 0, readers, plan });
    if (part === null || part.rows !== rows || part.bytes !== bytes) return fault('damaged_snapshot');
    sealed.push(part);
  }
  return { ok: true, index: assemble(modules, { shared, readers, plan }, { sealed, nextId }) };
}

function fault(name: SnapshotFault): Loaded {
  return { ok: false, fault: name };
}

import { HASH_BYTES } from '../hash/hash.ts';
import {
  createMemory,
  instantiate,
  MOST_BYTES,
  type WasmMemory,
  type WasmModule,
} from '../wasm/web-assembly.ts';
import { isAlive, type Part, strikeOut } from './part.ts';
import { type Preference, planThresholds, type Shape, thresholdBytes } from './plan.ts';

interface Exports {
  size(rows: number, keyBits: number, groupBits: number, readers: number): number;
  begin(readers: number): void;
  attach(readers: number): number;
  input(): number;
  inputIds(): number;
  sort(): void;
  table(table: number): void;
  end(): number;
  query(reader: number): number;
  thresholds(reader: number): number;
  found(reader: number): number;
  search(reader: number, radius: number): number;
  scan(reader: number, radius: number): number;
  hashes(): number;
  idsAt(): number;
  aliveAt(): number;
}

/** A part that is sorted once. */
export interface SealedPart extends Part {
  readonly memory: WasmMemory;
  /** Bytes from the beginning of the memory that are the part; what follows belongs to those who search. */
  readonly bytes: number;
}

const TABLES = 11;
const NONE = 0xffff_ffff;

export interface SealedSize {
  readonly rows: number;
  /** How many threads may search. */
  readonly readers: number;
  readonly shared: boolean;
  readonly plan: Preference;
}

/** The bits that a table sorts by, and those that share a stretch of it: some eight rows to a stretch. */
function widths(rows: number): { readonly keyBits: number; readonly groupBits: number } {
  const bits = Math.log2(Math.max(rows, 1));
  const keyBits = Math.min(23, Math.max(12, Math.ceil(bits) + 3));
  return { keyBits, groupBits: Math.min(6, Math.max(0, Math.round(3 + keyBits - bits))) };
}

/** How many bytes of memory so many rows need. */
export function sizeOf(module: WasmModule, { rows, readers, shared }: Omit<SealedSize, 'plan'>): number {
  const { keyBits, groupBits } = widths(rows);
  const asked = instantiate<Exports>(module, createMemory(0, shared));
  return asked.size(rows, keyBits, groupBits, readers);
}

/** Whether so many rows fit into one part: into four gigabytes. */
export function fits(module: WasmModule, size: SealedSize): boolean {
  return sizeOf(module, size) <= MOST_BYTES;
}

/** Hashes and their ids on the way into a part. */
export interface Filling {
  readonly hashes: Uint8Array;
  readonly ids: Uint32Array;
}

/**
 * Builds a part in steps, each some tens of milliseconds for a million rows, so that a thread may answer others in
 * between.
 *
 * @param fill writes all hashes, 32 bytes each, and their ids
 */
export function* buildSealedPart(
  module: WasmModule,
  size: SealedSize,
  fill: (filling: Filling) => void,
): Generator<void, SealedPart> {
  const { rows, readers, shared, plan } = size;
  const { keyBits, groupBits } = widths(rows);
  const memory = createMemory(sizeOf(module, size), shared);
  const wasm = instantiate<Exports>(module, memory);
  wasm.size(rows, keyBits, groupBits, readers);
  wasm.begin(readers);
  fill({
    hashes: new Uint8Array(memory.buffer, wasm.input(), rows * HASH_BYTES),
    ids: new Uint32Array(memory.buffer, wasm.inputIds(), rows),
  });
  yield;
  wasm.sort();
  // The last two tables are filled where the hashes came in, and by then they have been copied from there.
  for (let table = 1; table < TABLES; table++) {
    yield;
    wasm.table(table);
  }
  return part(wasm, memory, { rows, reader: 0, plan });
}

export interface AttachedSealed {
  readonly memory: WasmMemory;
  readonly reader: number;
  readonly readers: number;
  readonly plan: Preference;
}

/**
 * A part in memory that another thread has filled, or that was read from a file.
 *
 * @returns null where the memory holds none
 */
export function attachSealedPart(
  module: WasmModule,
  { memory, reader, readers, plan }: AttachedSealed,
): SealedPart | null {
  const wasm = instantiate<Exports>(module, memory);
  const rows = wasm.attach(readers) >>> 0;
  return rows === NONE ? null : part(wasm, memory, { rows, reader, plan });
}

function part(
  wasm: Exports,
  memory: WasmMemory,
  {
    rows,
    reader,
    plan: preference,
  }: { readonly rows: number; readonly reader: number; readonly plan: Preference },
): SealedPart {
  const at = (address: number): number => address >>> 0;
  const query = new Uint8Array(memory.buffer, at(wasm.query(reader)), HASH_BYTES);
  const thresholds = new Uint8Array(memory.buffer, at(wasm.thresholds(reader)), TABLES);
  const found = new Uint32Array(memory.buffer, at(wasm.found(reader)), rows * 2);
  const ids = new Uint32Array(memory.buffer, at(wasm.idsAt()), rows);
  const alive = new Uint32Array(memory.buffer, at(wasm.aliveAt()), Math.ceil(rows / 32));
  const hashes = new Uint8Array(memory.buffer, at(wasm.hashes()), rows * HASH_BYTES);
  const shape: Shape = { rows, tables: TABLES, keyBits: widths(rows).keyBits, togetherBits: 6, mostApart: 4 };
  const hashAt = (row: number): Uint8Array => hashes.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES);
  let planned = { radius: -1, scan: true };
  /** The row of each id, made when it is first asked for: looking does not need it, striking out does. */
  let rowsById: Uint32Array | undefined;
  const rowOf = (id: number): number | null => {
    rowsById ??= invert(ids);
    const row = rowsById[id] ?? NONE;
    return row === NONE ? null : row;
  };

  return {
    memory,
    rows,
    bytes: at(wasm.end()),
    search(hash, radius) {
      query.set(hash);
      if (planned.radius !== radius) {
        const plan = planThresholds(shape, radius, preference);
        if (plan !== null) thresholds.set(thresholdBytes(plan));
        planned = { radius, scan: plan === null };
      }
      return planned.scan ? wasm.scan(reader, radius) : wasm.search(reader, radius);
    },
    found: (count) => found.subarray(0, count * 2),
    remove(id) {
      const row = rowOf(id);
      return row !== null && strikeOut(alive, row);
    },
    each(visit) {
      for (let row = 0; row < rows; row++) if (isAlive(alive, row)) visit(ids[row] ?? NONE, hashAt(row));
    },
    get(id) {
      const row = rowOf(id);
      return row !== null && isAlive(alive, row) ? hashAt(row).slice() : null;
    },
  };
}

function invert(ids: Uint32Array): Uint32Array {
  let most = 0;
  for (const id of ids) most = Math.max(most, id);
  const rows = new Uint32Array(most + 1).fill(NONE);
  ids.forEach((id, row) => {
    rows[id] = row;
  });
  return rows;
}

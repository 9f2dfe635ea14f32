import { HASH_BYTES } from '../hash/hash.ts';
import { createMemory, instantiate, type WasmMemory, type WasmModule } from '../wasm/web-assembly.ts';
import { isAlive, type Part, strikeOut } from './part.ts';
import { type Preference, planThresholds, thresholdBytes } from './plan.ts';

interface Exports {
  size(rows: number, readers: number): number;
  begin(firstId: number): void;
  attach(): number;
  query(reader: number): number;
  thresholds(reader: number): number;
  found(reader: number): number;
  count(): number;
  hash(row: number): number;
  aliveAt(): number;
  add(): number;
  search(reader: number, radius: number): number;
  scan(reader: number, radius: number): number;
}

/** A part that grows. */
export interface OpenPart extends Part {
  readonly memory: WasmMemory;
  readonly firstId: number;
  readonly room: number;
  /** @returns the id, or null where there is no room */
  add(hash: Uint8Array): number | null;
}

const SHAPE = { tables: 16, keyBits: 16, togetherBits: 0, mostApart: 2 } as const;

export interface OpenSize {
  readonly room: number;
  readonly firstId: number;
  /** How many threads may search. */
  readonly readers: number;
  readonly shared: boolean;
  readonly plan: Preference;
}

export function createOpenPart(
  module: WasmModule,
  { room, firstId, readers, shared, plan }: OpenSize,
): OpenPart {
  // What is needed is asked of an instance that has nothing else to do.
  const asked = instantiate<Exports>(module, createMemory(0, shared));
  const memory = createMemory(asked.size(room, readers), shared);
  const wasm = instantiate<Exports>(module, memory);
  wasm.size(room, readers);
  wasm.begin(firstId);
  return part(wasm, { memory, room, firstId, reader: 0, plan });
}

export interface AttachedOpen {
  readonly memory: WasmMemory;
  readonly room: number;
  readonly firstId: number;
  readonly reader: number;
  readonly plan: Preference;
}

/** The same part, seen from another thread. */
export function attachOpenPart(module: WasmModule, attached: AttachedOpen): OpenPart {
  const wasm = instantiate<Exports>(module, attached.memory);
  if (wasm.attach() === 0) throw new RangeError('this memory holds no part of an index');
  return part(wasm, attached);
}

function part(wasm: Exports, { memory, room, firstId, reader, plan: preference }: AttachedOpen): OpenPart {
  const query = new Uint8Array(memory.buffer, wasm.query(reader), HASH_BYTES);
  const thresholds = new Uint8Array(memory.buffer, wasm.thresholds(reader), SHAPE.tables);
  const found = new Uint32Array(memory.buffer, wasm.found(reader), room * 2);
  const alive = new Uint32Array(memory.buffer, wasm.aliveAt(), Math.ceil(room / 32));
  const hashAt = (row: number): Uint8Array => new Uint8Array(memory.buffer, wasm.hash(row), HASH_BYTES);
  const rowOf = (id: number): number | null => {
    const row = id - firstId;
    return row >= 0 && row < wasm.count() ? row : null;
  };
  /** What was planned for so many rows and so far; planned anew when there are twice as many. */
  let planned = { radius: -1, rows: 0, scan: true };

  return {
    memory,
    firstId,
    room,
    get rows() {
      return wasm.count();
    },
    add(hash) {
      query.set(hash);
      const id = firstId + wasm.count();
      return wasm.add() === 0 ? null : id;
    },
    search(hash, radius) {
      const rows = wasm.count();
      if (rows === 0) return 0;
      query.set(hash);
      if (planned.radius !== radius || rows > planned.rows * 2) {
        const plan = planThresholds({ ...SHAPE, rows }, radius, preference);
        if (plan !== null) thresholds.set(thresholdBytes(plan));
        planned = { radius, rows, scan: plan === null };
      }
      return planned.scan ? wasm.scan(reader, radius) : wasm.search(reader, radius);
    },
    found: (count) => found.subarray(0, count * 2),
    remove(id) {
      const row = rowOf(id);
      return row !== null && strikeOut(alive, row);
    },
    each(visit) {
      for (let row = 0, rows = wasm.count(); row < rows; row++)
        if (isAlive(alive, row)) visit(firstId + row, hashAt(row));
    },
    get(id) {
      const row = rowOf(id);
      return row !== null && isAlive(alive, row) ? hashAt(row).slice() : null;
    },
  };
}

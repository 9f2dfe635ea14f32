/**
 * WebAssembly as far as it is used here. The types of Node name it no more than those of the language do, and those of
 * browsers would bring the rest of a browser with them.
 */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export interface WasmModule {
  readonly __module: never;
}

interface WasmApi {
  compile(bytes: Uint8Array): Promise<WasmModule>;
  Instance: new (
    module: WasmModule,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: object };
  Memory: new (size: {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }) => WasmMemory;
}

const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WasmApi };

const PAGE = 65_536;
/** All that 32 bits can address, less one page: an address just behind it must still be one. */
export const MOST_BYTES = 65_535 * PAGE;

/** Compiles a module that the repository holds as text. */
export async function compileBase64(base64: string): Promise<WasmModule> {
  return wasm.compile(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
}

/** A module with memory of its own, or with one that another thread has filled. */
export function instantiate<Exports>(module: WasmModule, memory: WasmMemory): Exports {
  return new wasm.Instance(module, { env: { memory } }).exports as Exports;
}

/**
 * Memory of zeros. What is never touched is never really taken.
 *
 * @param bytes at most `MOST_BYTES`
 * @param shared whether threads can share it
 */
export function createMemory(bytes: number, shared: boolean): WasmMemory {
  const initial = Math.max(1, Math.ceil(bytes / PAGE));
  return shared ? new wasm.Memory({ initial, maximum: initial, shared }) : new wasm.Memory({ initial });
}

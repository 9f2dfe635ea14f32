import { BASE64 as OPEN } from '../wasm/open.ts';
import { BASE64 as OPEN_SHARED } from '../wasm/open-shared.ts';
import { BASE64 as SEALED } from '../wasm/sealed.ts';
import { BASE64 as SEALED_SHARED } from '../wasm/sealed-shared.ts';
import { compileBase64, type WasmModule } from '../wasm/web-assembly.ts';

/** The compiled code of an index. Memory that threads share needs code of its own. */
export interface IndexModules {
  readonly open: WasmModule;
  readonly sealed: WasmModule;
}

export async function compileModules(shared: boolean): Promise<IndexModules> {
  const [open, sealed] = await Promise.all([
    compileBase64(shared ? OPEN_SHARED : OPEN),
    compileBase64(shared ? SEALED_SHARED : SEALED),
  ]);
  return { open, sealed };
}

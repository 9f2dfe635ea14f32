import type { WasmMemory } from '../wasm/web-assembly.ts';
import { compileModules } from './modules.ts';
import { attachOpenPart } from './open-part.ts';
import type { Preference } from './plan.ts';
import { attachSealedPart } from './sealed-part.ts';
import { createSearcher, type Searcher } from './search.ts';

/** An index as it is posted to another thread: no hash is copied. */
export interface SharedIndex {
  /** Counts up when memory is added or replaced: then it has to be posted anew. */
  readonly version: number;
  readonly readers: number;
  readonly shared: boolean;
  readonly plan: Preference;
  readonly sealed: readonly WasmMemory[];
  readonly open: readonly { readonly memory: WasmMemory; readonly room: number; readonly firstId: number }[];
}

/**
 * Searches an index that another thread owns, in the same memory. What the owner adds and removes is seen at once, as
 * long as the version stays what it was.
 *
 * @param reader 1 to `readers` − 1, a different one in each thread; 0 is the owner
 */
export async function attachIndex(index: SharedIndex, reader: number): Promise<Searcher> {
  if (!index.shared) throw new RangeError('this index was not made to be shared');
  if (!Number.isInteger(reader) || reader < 1 || reader >= index.readers)
    throw new RangeError(`there are ${index.readers} readers, and ${reader} is none of the others`);
  const modules = await compileModules(true);
  const parts = [
    ...index.sealed.map((memory) => {
      const part = attachSealedPart(modules.sealed, {
        memory,
        reader,
        readers: index.readers,
        plan: index.plan,
      });
      if (part === null) throw new RangeError('this memory holds no part of an index');
      return part;
    }),
    ...index.open.map((attached) => attachOpenPart(modules.open, { ...attached, reader, plan: index.plan })),
  ];
  return createSearcher(() => parts);
}

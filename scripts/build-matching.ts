import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';

/**
 * Compiles `packages/matching/assembly` into modules of `packages/matching/src/wasm`: `node scripts/build-matching.ts`.
 * What comes out is kept in the repository, so that nobody needs the compiler to run it; a test compiles it anew and
 * compares. It is text, not a file beside the code: browsers and bundlers need no way of fetching it.
 */
const home = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages/matching');

const COMMON = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'threads'];
const OPTIONS = [...COMMON, '--use', 'abort=', '--memoryBase', '64', '--outFile', 'out.wasm'];
const OWN = ['--importMemory'];
const SHARED = ['--importMemory', '--sharedMemory', '--maximumMemory', '65536'];

interface Output {
  readonly name: string;
  readonly from: string;
  readonly about: string;
  readonly options: readonly string[];
}

const OUTPUTS: readonly Output[] = [
  { name: 'pdq', from: 'pdq.ts', about: 'PDQ', options: OWN },
  { name: 'sealed', from: 'sealed.ts', about: 'The sorted part of an index', options: OWN },
  { name: 'open', from: 'open.ts', about: 'The growing part of an index', options: OWN },
  {
    name: 'sealed-shared',
    from: 'sealed.ts',
    about: 'The sorted part of an index, in memory that threads share',
    options: SHARED,
  },
  {
    name: 'open-shared',
    from: 'open.ts',
    about: 'The growing part of an index, in memory that threads share',
    options: SHARED,
  },
];

/** A module as it should be in the repository. */
export interface Built {
  readonly path: string;
  readonly text: string;
}

export async function buildMatching(): Promise<readonly Built[]> {
  const built: Built[] = [];
  for (const { name, from, about, options } of OUTPUTS) {
    const bytes = await compile(from, options);
    const text = `/** ${about}: compiled from \`assembly/${from}\` by \`node scripts/build-matching.ts\`. */\nexport const BASE64 =\n  '${Buffer.from(bytes).toString('base64')}';\n`;
    built.push({ path: join(home, 'src/wasm', `${name}.ts`), text });
  }
  return built;
}

async function compile(from: string, options: readonly string[]): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main([from, ...OPTIONS, ...options], {
    readFile: (name, folder) => {
      try {
        return readFileSync(join(home, 'assembly', folder === '.' ? '' : folder, name), 'utf8');
      } catch {
        // The compiler asks for every path that a module might have.
        return null;
      }
    },
    writeFile: (name, contents) => {
      if (name === 'out.wasm' && typeof contents !== 'string') bytes = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || bytes === undefined)
    throw new Error(`${from}: ${error?.message} ${stderr.toString()}`);
  return bytes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const { path, text } of await buildMatching()) writeFileSync(path, text);

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './pages.ts';

/** The address that documents name; in the tests that of the running server stands in its place. */
const ADDRESS = 'http://127.0.0.1:8080';
const BIN = join(ROOT, 'node_modules/.bin');

/** A server as `safeward serve` makes it: where its data folder is empty, with the starter practice and a first key. */
export interface DocumentedServer {
  readonly url: string;
  /** Null where it was started on this folder before. */
  readonly key: string | null;
  readonly data: string;
  stop(): Promise<void>;
}

export interface Ran {
  readonly code: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** A folder of its own for one document: what one block saves, the next finds. */
export interface Workplace {
  save(file: string, text: string): string;
  /** Runs a block with bash, or with Node where it is TypeScript. */
  run(language: string, text: string): Ran;
  remove(): void;
}

/** Others may pass through: where the tests run as root, the database runs as another account. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'safeward-docs-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Starts the command as a user would, and reads where it is from its first line. */
export async function startDocumentedServer(data: string): Promise<DocumentedServer> {
  const child = spawn('safeward', ['serve', '--port', '0', '--json', '--data', data], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const line = await firstLine(child);
  const { url, key } = JSON.parse(line) as Pick<DocumentedServer, 'url' | 'key'>;
  const stop = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGINT');
    await exited;
  };
  return { url, key, data, stop };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  if (child.stdout === null) throw new Error('the server has no standard output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`the server did not start: ${said}`);
}

export function openWorkplace(server: DocumentedServer): Workplace {
  const folder = temporaryFolder();
  // `npx safeward` and `import '@safeward/engine'` find what a clone has.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  // `safeward keys …` speaks of ./data, as does `safeward serve`.
  symlinkSync(server.data, join(folder, 'data'));
  const env = { ...environment(), SAFEWARD_URL: server.url, SAFEWARD_KEY: server.key ?? '' };

  const save = (file: string, text: string): string => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  return {
    save,
    run(language, text) {
      const source = text.replaceAll(ADDRESS, server.url);
      const [program, args] =
        language === 'ts'
          ? [process.execPath, [save('block.ts', source)]]
          : ['bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${source}`]];
      const ran = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', timeout: 50_000 });
      return { code: ran.status, output: ran.stdout + (language === 'ts' ? ran.stderr : '') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Nothing of the surroundings may change what a command does or prints. */
export function environment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _ours, FORCE_COLOR: _colour, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1', COLUMNS: '100', PATH: `${BIN}${delimiter}${rest.PATH ?? ''}` };
}

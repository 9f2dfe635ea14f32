import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Packs packages for others to install: `node scripts/pack.ts FOLDER client engine …`. Here TypeScript runs as it is;
 * Node does not run it from inside `node_modules`, so what is packed is JavaScript with declarations.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What is not for those who install: tests, and what tests share. */
const LEFT_OUT =
  /[.]test[.]ts$|\/(test-kit|testing|vectors)(\/|$)|[/.]test-kit[.]ts$|-cases[.]ts$|[.]golden[.]/;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** @returns the path of the tarball that was made in the folder */
export function pack(name: string, folder: string): string {
  const home = join(root, 'packages', name);
  const work = mkdtempSync(join(tmpdir(), `safeward-pack-${name}-`));
  try {
    compile(home, join(work, 'dist'));
    cpSync(join(home, 'src'), join(work, 'dist'), {
      recursive: true,
      filter: (path) => !LEFT_OUT.test(path) && (!path.endsWith('.ts') || path.endsWith('.d.ts')),
    });
    for (const extra of ['bin', 'README.md'])
      if (existsSync(join(home, extra))) cpSync(join(home, extra), join(work, extra), { recursive: true });
    cpSync(join(root, 'LICENSE'), join(work, 'LICENSE'));
    // The command brings the practices that it can begin with.
    if (name === 'cli')
      cpSync(join(root, 'practices'), join(work, 'practices'), { recursive: true, filter: isPractice });
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;
    writeFileSync(join(work, 'package.json'), `${JSON.stringify(published(manifest, work), null, 2)}\n`);
    mkdirSync(folder, { recursive: true });
    return join(
      resolve(folder),
      run('npm', ['pack', '--silent', '--pack-destination', resolve(folder)], work).trim(),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function isPractice(path: string): boolean {
  return !path.endsWith('.ts');
}

/** From a configuration beside the whole project's, with the sources of this package alone. */
function compile(home: string, outDir: string): void {
  const config = join(home, 'tsconfig.pack.json');
  const options = {
    extends: '../../tsconfig.json',
    compilerOptions: {
      noEmit: false,
      declaration: true,
      outDir,
      rootDir: 'src',
      types: ['node'],
      allowJs: false,
      sourceMap: false,
    },
    include: ['src'],
    exclude: [
      'src/**/*.test.ts',
      'src/**/test-kit/**',
      'src/**/testing/**',
      'src/**/test-kit.ts',
      'src/**/*.test-kit.ts',
      'src/**/*-cases.ts',
    ],
  };
  writeFileSync(config, JSON.stringify(options));
  try {
    run(process.execPath, [join(root, 'node_modules/@typescript/native/bin/tsc'), '-p', config], home);
  } finally {
    rmSync(config, { force: true });
  }
}

function published({ exports, dependencies, ...manifest }: Manifest, work: string): Record<string, unknown> {
  const doors = Object.entries(exports ?? {}).map(([door, source]) => {
    const file = source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '');
    return [door, { types: `${file}.d.ts`, default: `${file}.js` }] as const;
  });
  const files = ['dist', 'bin', 'practices', 'README.md', 'LICENSE'].filter((path) =>
    existsSync(join(work, path)),
  );
  return {
    ...manifest,
    exports: Object.fromEntries(doors),
    files,
    ...(dependencies === undefined
      ? {}
      : {
          dependencies: Object.fromEntries(
            Object.entries(dependencies).map(([name, range]) => [
              name,
              name.startsWith('@safeward/') ? manifest.version : range,
            ]),
          ),
        }),
  };
}

function run(program: string, args: readonly string[], cwd: string): string {
  const ran = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, ...names] = process.argv.slice(2);
  if (folder === undefined || names.length === 0) {
    process.stderr.write('node scripts/pack.ts FOLDER PACKAGE …\n');
    process.exitCode = 2;
  } else for (const name of names) process.stdout.write(`${pack(name, folder)}\n`);
}

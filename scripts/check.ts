import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkImports } from './check-imports.ts';

/** One thing that holds for the whole source, or does not. */
export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** What to show where it does not hold. */
  readonly output: string;
  readonly seconds: number;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const CHECKS: readonly { readonly name: string; readonly run: () => Pick<CheckResult, 'ok' | 'output'> }[] = [
  { name: 'types', run: () => tool('@typescript/native/bin/tsc', '--noEmit', '--pretty', '-p', '.') },
  {
    name: 'format and lint',
    run: () => tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  },
  { name: 'imports', run: importTable },
];

/** Runs every check, saying on standard output how each went. */
export function runChecks(): readonly CheckResult[] {
  return CHECKS.map(({ name, run }) => {
    const began = Date.now();
    const result = { name, ...run(), seconds: (Date.now() - began) / 1000 };
    if (!result.ok) process.stdout.write(`${result.output.trimEnd()}\n`);
    process.stdout.write(`${result.ok ? ' ✓' : ' ✗'} ${name} (${result.seconds.toFixed(1)} s)\n`);
    return result;
  });
}

function tool(script: string, ...args: readonly string[]): Pick<CheckResult, 'ok' | 'output'> {
  const ran = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { ok: ran.status === 0, output: `${ran.stdout}${ran.stderr}${ran.error?.message ?? ''}` };
}

function importTable(): Pick<CheckResult, 'ok' | 'output'> {
  const { ok, problems } = checkImports(root);
  return { ok, output: problems.join('\n') };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failed = runChecks().filter(({ ok }) => !ok).length;
  process.stdout.write(
    failed === 0 ? 'All checks hold.\n' : 'Mend what is shown above; `npm run format` does the formatting.\n',
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

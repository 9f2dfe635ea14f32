import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TEST_FILES } from '../vitest.config.ts';
import { runChecks } from './check.ts';
import { addTallies, formatTally, type TestRun, tallyTests, type VitestReport } from './tally.ts';

/**
 * What `npm test` runs: the checks of the source, then every test. `--long` adds the long modes; other arguments are
 * handed to Vitest, for a part of the tests (`npm test -- packages/engine`).
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const long = process.argv.includes('--long');
const chosen = process.argv.slice(2).filter((argument) => argument !== '--long');

process.stdout.write('Checking the source …\n');
const checks = runChecks();
process.stdout.write(`\nRunning the tests${long ? ', with the long modes' : ''} …\n`);
const run = await runVitest();

const failedChecks = checks.filter(({ ok }) => !ok).length;
const tally = addTallies([
  { passed: checks.length - failedChecks, failed: failedChecks, skipped: 0 },
  run.tally,
  { passed: 0, failed: run.problems.length, skipped: 0 },
]);
for (const problem of run.problems) process.stdout.write(`✗ ${problem}\n`);
process.stdout.write(
  tally.failed === 0
    ? 'Everything holds. Next: `npm start` shows Safeward at work.\n'
    : 'Something does not hold: what it is stands above. `npm run check` runs the checks alone, `npm test -- PATH` some tests.\n',
);
process.stdout.write(`${formatTally(tally)}\n`);
process.exitCode = tally.failed === 0 ? 0 : 1;

async function runVitest(): Promise<TestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'safeward-test-'));
  const file = join(folder, 'report.json');
  try {
    const vitest = spawn(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...chosen,
      ],
      { cwd: root, stdio: 'inherit', env: { ...process.env, ...(long ? { SAFEWARD_LONG: '1' } : {}) } },
    );
    const [code] = (await once(vitest, 'exit')) as [number | null];
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : null;
    // Where a part was asked for, that part is all that can be expected.
    return tallyTests(report, chosen.length > 0 ? [] : testFiles(), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function testFiles(): readonly string[] {
  return globSync(TEST_FILES, { cwd: root, exclude: (path) => path === 'node_modules' }).map((path) =>
    join(root, path),
  );
}

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Options } from '../arguments.ts';
import { CannotMeasure } from '../cannot-measure.ts';
import type { Progress } from '../output/progress.ts';
import type { Report } from '../result.ts';
import type { Case } from './case.ts';
import { makeHashes } from './hashes.ts';
import { PEER_VARIABLE, PYTHON_VARIABLE, type Run, runEngine } from './peer.ts';
import { RADIUS } from './radius.ts';
import { type Measured, type MeasuredTogether, reportMatching } from './report.ts';
import type { Together } from './two-threads.ts';

const CASES: readonly Case[] = [
  { rows: 10_000, kind: 'uniform', queries: 2000 },
  { rows: 10_000, kind: 'clustered', queries: 1000 },
  { rows: 100_000, kind: 'uniform', queries: 2000 },
  { rows: 100_000, kind: 'clustered', queries: 1000 },
  { rows: 1_000_000, kind: 'uniform', queries: 2000 },
  { rows: 1_000_000, kind: 'clustered', queries: 1000 },
];

/** With `SAFEWARD_LONG=1`: the peer alone takes minutes for each. */
const LONG_CASES: readonly Case[] = [
  { rows: 5_000_000, kind: 'uniform', queries: 1000 },
  { rows: 10_000_000, kind: 'uniform', queries: 10_000, together: true },
];

const ROUNDS = 3;
const COMMAND = fileURLToPath(new URL('../../../packages/cli/bin/safeward.js', import.meta.url));

/**
 * Looks the same hashes up in the same hashes with `safeward bank match` and, where there is one, with the peer, in turn,
 * one thread each.
 *
 * @throws {CannotMeasure} where the two do not find the same pairs
 */
export async function benchMatching(
  options: Options,
  say: Progress,
  { cases = wanted(), rounds = ROUNDS }: { readonly cases?: readonly Case[]; readonly rounds?: number } = {},
): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'safeward-bench-matching-'));
  const peer = process.env[PEER_VARIABLE];
  const measured: Measured[] = [];
  const together: MeasuredTogether[] = [];
  try {
    for (const one of cases) {
      const { base, queries } = makeHashes(one.kind, one.rows, one.queries, options.seed);
      const files = { base: join(folder, 'base.bin'), queries: join(folder, 'queries.bin') };
      writeFileSync(files.base, base);
      writeFileSync(files.queries, queries);
      if (one.together) {
        const runs: Together[] = [];
        for (let round = 1; round <= rounds; round++) {
          say(`n=${one.rows} ${one.kind}, two threads: round ${round} of ${rounds} …`);
          runs.push(await runTogether(files));
        }
        together.push({ case: one, runs });
        continue;
      }
      const runs: { ours: Run; theirs: Run | null }[] = [];
      for (let round = 1; round <= rounds; round++) {
        say(`n=${one.rows} ${one.kind}: round ${round} of ${rounds} …`);
        const ours = await runOurs(files);
        const theirs = peer === undefined ? null : await runPeer(peer, files, one.queries);
        if (theirs !== null && theirs.pairs !== ours.pairs)
          throw new CannotMeasure(
            `n=${one.rows} ${one.kind}: ${ours.pairs} pairs here, ${theirs.pairs} there. One of the two is wrong.`,
          );
        runs.push({ ours, theirs });
      }
      measured.push({ case: one, runs });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return reportMatching({ options, measured, together });
}

function wanted(): readonly Case[] {
  return process.env.SAFEWARD_LONG === '1' ? [...CASES, ...LONG_CASES] : CASES;
}

interface Files {
  readonly base: string;
  readonly queries: string;
}

function runOurs({ base, queries }: Files): Promise<Run> {
  const what = ['--base', base, '--queries', queries, '--radius', String(RADIUS), '--json'];
  return runEngine(process.execPath, [COMMAND, 'bank', 'match', ...what]);
}

function runPeer(program: string, { base, queries }: Files, count: number): Promise<Run> {
  const python = process.env[PYTHON_VARIABLE] ?? 'python3';
  return runEngine(python, [program, base, queries, '--radius', String(RADIUS), '--single', String(count)]);
}

const TOGETHER = fileURLToPath(new URL('./together.ts', import.meta.url));

async function runTogether({ base, queries }: Files): Promise<Together> {
  const { stdout } = await promisify(execFile)(process.execPath, [TOGETHER, base, queries]);
  return JSON.parse(stdout) as Together;
}

import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { formatMilliseconds } from './output/number.ts';
import { percentile } from './statistics.ts';

/** What every figure depends on, as lines to print. */
export function describeMachine(): readonly (readonly [name: string, text: string])[] {
  const load = loadavg()[0] ?? 0;
  return [
    ['processor', `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`],
    ['memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['system', `${process.platform} ${process.arch}, Node ${process.versions.node}`],
    ['load before', `${load.toFixed(2)}: so many processes wanted a core in the minute before`],
  ];
}

const SYNCS = 40;

/** How long the folder's disk takes to keep 4 KiB: whatever is durable waits for that. */
export function describeDisk(): readonly [name: string, text: string] {
  const folder = mkdtempSync(join(tmpdir(), 'safeward-bench-disk-'));
  try {
    const file = openSync(join(folder, 'sync'), 'w');
    const block = Buffer.alloc(4096, 1);
    const took = Array.from({ length: SYNCS }, () => {
      writeSync(file, block);
      const began = performance.now();
      fsyncSync(file);
      return performance.now() - began;
    });
    closeSync(file);
    const [half, most] = [percentile(took, 50), percentile(took, 95)].map(formatMilliseconds);
    return ['disk', `fsync of 4 KiB in ${half} (median), ${most} (95 of 100)`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hammingDistance } from '@safeward/matching';
import { afterEach, describe, expect, it } from 'vitest';
import { CannotMeasure } from '../cannot-measure.ts';
import { makeHashes } from './hashes.ts';
import { benchMatching } from './matching.ts';
import { PEER_VARIABLE, PYTHON_VARIABLE } from './peer.ts';
import { RADIUS } from './radius.ts';
import { measureTogether } from './two-threads.ts';

const OPTIONS = { json: false, seed: 7 };
const CASE = { rows: 3000, kind: 'clustered', queries: 50 } as const;
const folder = mkdtempSync(join(tmpdir(), 'safeward-bench-peer-'));

afterEach(() => {
  delete process.env[PEER_VARIABLE];
  delete process.env[PYTHON_VARIABLE];
});

/** A program in the place of the peer that says whatever it is told. */
function peerThatPrints(text: string): void {
  const program = join(folder, 'peer.mjs');
  writeFileSync(program, `process.stdout.write(${JSON.stringify(text)});`);
  process.env[PEER_VARIABLE] = program;
  process.env[PYTHON_VARIABLE] = process.execPath;
}

function pairsByLookingAtAll(base: Uint8Array, queries: Uint8Array): number {
  let pairs = 0;
  for (let q = 0; q < queries.length; q += 32)
    for (let row = 0; row < base.length; row += 32)
      if (hammingDistance(queries.subarray(q, q + 32), base.subarray(row, row + 32)) <= RADIUS) pairs++;
  return pairs;
}

describe('the benchmark of matching', () => {
  const { base, queries } = makeHashes(CASE.kind, CASE.rows, CASE.queries, OPTIONS.seed);
  const pairs = pairsByLookingAtAll(base, queries);

  it('has the same hashes again for the same seed, near ones among them', () => {
    expect(makeHashes('clustered', 3000, 50, 7)).toEqual({ base, queries });
    expect(pairs).toBeGreaterThan(1000);
    const uniform = makeHashes('uniform', 3000, 50, 7);
    expect(pairsByLookingAtAll(uniform.base, uniform.queries)).toBeGreaterThan(5);
  });

  it('has figures without a peer, and says that there was none', async () => {
    const { results, text } = await benchMatching(OPTIONS, () => {}, { cases: [CASE], rounds: 1 });
    expect(results).toEqual([
      { bench: 'matching', case: 'n=3000 clustered', value: expect.any(Number), unit: 'lookups/s' },
      { bench: 'matching', case: 'n=3000 clustered build', value: expect.any(Number), unit: 's' },
    ]);
    expect(text).toContain(PEER_VARIABLE);
    expect(text).toContain(new Intl.NumberFormat('en-GB').format(pairs));
  });

  it('stands beside a peer that finds the same', async () => {
    peerThatPrints(JSON.stringify({ build_s: 1, queries_per_s: 0.5, pairs }));
    const { results } = await benchMatching(OPTIONS, () => {}, { cases: [CASE], rounds: 1 });
    const [{ value, beside } = {}] = results;
    expect(beside).toEqual({ peer: 'faiss-multihash', value: 0.5, ratio: (value ?? 0) / 0.5 });
  });

  it.each([
    ['other pairs', JSON.stringify({ build_s: 1, queries_per_s: 1, pairs: pairs + 1 })],
    ['something else', '{"pairs":1}'],
  ])('has no figures beside a peer that prints %s', async (_, text) => {
    peerThatPrints(text);
    const work = benchMatching(OPTIONS, () => {}, { cases: [CASE], rounds: 1 });
    await expect(work).rejects.toThrow(CannotMeasure);
  });

  it('finds the same with two threads', async () => {
    expect(await measureTogether(base, queries, RADIUS)).toMatchObject({ pairs });
    const cases = [{ ...CASE, together: true as const }];
    const { results } = await benchMatching(OPTIONS, () => {}, { cases, rounds: 1 });
    expect(results.map(({ case: name, unit }) => [name, unit])).toEqual([
      ['n=3000 clustered two threads', 'lookups/s'],
      ['n=3000 clustered two threads build', 's'],
      ['n=3000 clustered two threads memory', 'MB'],
    ]);
    rmSync(folder, { recursive: true });
  });
});

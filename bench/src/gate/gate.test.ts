import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRandom } from '@safeward/simulator';
import { describe, expect, it } from 'vitest';
import { inventPractice } from '../input/measures.ts';
import { toJsonLine } from '../result.ts';
import { benchGate } from './gate.ts';

const folders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('safeward-bench-'));

describe('the benchmark of the gate', () => {
  it('measures the real server beside the bare handler, and leaves nothing behind', async () => {
    const before = folders();
    const size = {
      connections: 4,
      pairs: 2,
      rate: 100,
      openPairs: 1,
      events: 50,
      practiceFiles: () => inventPractice(createRandom(7), 10).files,
    };
    const { results, text } = await benchGate({ json: false, seed: 7, seconds: 2 }, () => {}, size);

    expect(results.map((result) => [result.case, result.unit])).toStrictEqual([
      ['connections=4', 'requests/s'],
      ['connections=4 p50', 'ms'],
      ['connections=4 p99', 'ms'],
      ['rate=100 p50', 'ms'],
      ['rate=100 p99', 'ms'],
      ['rate=100 p99.9', 'ms'],
      ['processor time', 'µs/request'],
    ]);
    for (const result of results) {
      expect(JSON.parse(toJsonLine(result))).toStrictEqual({
        bench: 'gate',
        case: result.case,
        value: expect.any(Number),
        unit: result.unit,
        peer: 'bare Fastify handler',
        peer_value: expect.any(Number),
        ratio: expect.any(Number),
      });
      expect(result.value).toBeGreaterThan(0);
      expect(result.beside?.value).toBeGreaterThan(0);
    }
    // Both write as many bytes for a record: the same events, the same answers.
    const [, ours, bare] = /(\d+) bytes of answer and event each; peer: [\d,]+, (\d+) bytes/.exec(text) ?? [];
    expect(Math.abs(Number(ours) - Number(bare))).toBeLessThan(10);
    expect(text).toMatch(/^[✓✗] throughput over the bare handler’s: /m);
    expect(folders().filter((name) => !before.includes(name))).toStrictEqual([]);
  });
});

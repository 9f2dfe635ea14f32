import { describe, expect, it } from 'vitest';
import { toJsonLine } from '../result.ts';
import { makeCase } from './case.ts';
import { benchEngine } from './engine.ts';
import { profile } from './profile.ts';
import { decideAll, timeEach } from './work.ts';

const INPUT = { events: 400, seed: 7 };

describe('a case of the engine', () => {
  it('is decided alike from events and from their bytes', () => {
    const one = makeCase(20, INPUT);
    expect(decideAll(one, 'event')).toBe(decideAll(one, 'json'));
    expect(decideAll(one, 'event')).toBeGreaterThan(0);
    expect(timeEach(one, 'event')).toHaveLength(400);
  });

  it('has the same events again for the same seed', () => {
    const { events, bodies } = makeCase(3, INPUT);
    expect(makeCase(3, INPUT)).toMatchObject({ name: 'measures=3', events, bodies });
    expect(makeCase(3, { ...INPUT, seed: 8 }).events).not.toStrictEqual(events);
  });
});

describe('the profile of a case', () => {
  it('finds the stages under the names that they have in the engine', async () => {
    const [shares] = await profile({ cases: [100], input: INPUT, ms: 400 });
    expect(Object.values(shares ?? {}).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    expect(shares?.normalise).toBeGreaterThan(0);
    expect(shares?.scan).toBeGreaterThan(0);
    expect(shares?.conditions).toBeGreaterThan(0);
  });
});

describe('the benchmark of the engine', () => {
  it('finds a figure for every case, and says them to machines and to people', async () => {
    const said: string[] = [];
    const options = { json: false, seed: 7, seconds: 0.5 };
    const size = { cases: [1, 100], events: 300, rounds: 2 };
    const { results, text } = await benchEngine(options, (message) => said.push(message), size);

    const names = ['measures=1', 'measures=1 json', 'measures=100', 'measures=100 json'];
    expect(results.map((result) => [result.case, result.unit])).toStrictEqual(
      names.flatMap((name) => [
        [name, 'events/s'],
        [`${name} wall`, 'events/s'],
        [`${name} p50`, 'µs'],
        [`${name} p99`, 'µs'],
      ]),
    );
    for (const result of results) {
      expect(JSON.parse(toJsonLine(result))).toStrictEqual({
        bench: 'engine',
        case: result.case,
        value: expect.any(Number),
        unit: result.unit,
      });
      expect(result.value).toBeGreaterThan(0);
    }
    expect(text).toContain('seed 7');
    expect(text).toMatch(/^[✓✗] measures=100: [\d,]+ events\/s\. The goal, at least 20,000 events\/s, is /m);
    expect(text).toContain('Elsewhere, not in this run');
    expect(said).toContain('round 2 of 2: measures=100 …');
  });
});

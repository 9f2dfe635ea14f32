import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSieved, leaving, mayPass, sieve } from './sieve.ts';
import { extend, ROOT, transitions } from './transitions.ts';

describe('a sieve', () => {
  test('lets everything through that leads on, of each state its own', () => {
    const symbols = fc.array(fc.nat(1 << 20), { maxLength: 200 });
    fc.assert(
      fc.property(fc.array(symbols, { minLength: 1, maxLength: 8 }), (states) => {
        const made = sieve();
        for (const of of states) addSieved(made, of);
        states.forEach((of, state) => {
          for (const symbol of of) expect(mayPass(made, state, [1 << 21, symbol])).toBe(true);
          expect(mayPass(made, state, [])).toBe(false);
        });
      }),
    );
  });

  test('keeps nearly everything else', () => {
    const made = sieve();
    addSieved(made, []);
    addSieved(
      made,
      Array.from({ length: 500 }, (_, i) => i * 7),
    );
    const others = Array.from({ length: 3000 }, (_, i) => 10_000 + i);
    expect(others.filter((symbol) => mayPass(made, 0, [symbol]))).toEqual([]);
    expect(others.filter((symbol) => mayPass(made, 1, [symbol])).length).toBeLessThan(300);
  });
});

describe('what leaves the nodes of a tree', () => {
  test('is every edge, once', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(9), { maxLength: 5 }), { maxLength: 30 }), (ways) => {
        const tree = transitions();
        const expected = new Set<string>();
        for (const way of ways) {
          let node = ROOT;
          for (const symbol of way) {
            expected.add(`${node} ${symbol}`);
            node = extend(tree, node, symbol);
          }
        }
        const { starts, symbols } = leaving(tree);
        const found: string[] = [];
        for (let node = 0; node < tree.nodes; node++)
          for (const symbol of symbols.subarray(starts[node], starts[node + 1]))
            found.push(`${node} ${symbol}`);
        expect(found.sort()).toEqual([...expected].sort());
      }),
    );
  });
});

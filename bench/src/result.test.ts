import { describe, expect, it } from 'vitest';
import { toJsonLine } from './result.ts';

describe('a line of --json', () => {
  it.each([
    [
      'without a peer',
      { bench: 'engine', case: 'measures=100', value: 31_415.926, unit: 'events/s' },
      '{"bench":"engine","case":"measures=100","value":31420,"unit":"events/s"}',
    ],
    [
      'with a peer in the same run',
      {
        bench: 'gate',
        case: 'rate=1000 p99',
        value: 4.56789,
        unit: 'ms',
        beside: { peer: 'bare', value: 3.4, ratio: 3.4 / 4.56789 },
      },
      '{"bench":"gate","case":"rate=1000 p99","value":4.568,"unit":"ms","peer":"bare","peer_value":3.4,"ratio":0.7443}',
    ],
  ])('%s', (_name, result, expected) => {
    expect(toJsonLine(result)).toBe(expected);
  });
});
